#include "expr/jinja/text/format_spec.hpp"

#include "expr/jinja/data/text.hpp"
#include "expr/jinja/text/format_number.hpp"
#include "expr/runtime/arithmetic.hpp"
#include "expr/runtime/date_text.hpp"
#include "expr/runtime/unicode.hpp"
#include "value/python_text.hpp"

#include <algorithm>
#include <cmath>

namespace wf::expr::jinja {
namespace {

/// Width and precision are lengths of output: anything beyond is an attack.
constexpr std::int64_t length_max = 1'000'000;

struct Spec {
    std::string fill = " ";
    char align = 0;
    char sign = '-';
    bool alternate = false;
    std::int64_t width = 0;
    char grouping = 0;
    std::int64_t precision = -1;
    char type = 0;
};

bool is_align(char c) {
    return c == '<' || c == '>' || c == '=' || c == '^';
}

class SpecReader {
public:
    explicit SpecReader(std::string_view text) : text_(text) {}

    Spec read() {
        Spec spec;
        read_fill(spec);
        if (take_any("+- ")) spec.sign = text_[at_ - 1];
        if (take_any("#")) spec.alternate = true;
        if (take_any("0") && spec.align == 0) {
            spec.fill = "0";
            spec.align = '=';
        }
        spec.width = read_number(0);
        if (take_any(",_")) spec.grouping = text_[at_ - 1];
        if (take_any(".")) {
            spec.precision = read_number(-1);
            if (spec.precision < 0) raise_value("Format specifier missing precision");
        }
        if (at_ < text_.size()) spec.type = text_[at_++];
        if (at_ < text_.size())
            raise_value("Invalid format specifier '" + std::string{text_} + "'");
        return spec;
    }

private:
    void read_fill(Spec& spec) {
        if (text_.empty()) return;
        const std::size_t width = unicode::width(text_[0]);
        if (width < text_.size() && is_align(text_[width])) {
            spec.fill = text_.substr(0, width);
            spec.align = text_[width];
            at_ = width + 1;
        } else if (is_align(text_[0])) {
            spec.align = text_[0];
            at_ = 1;
        }
    }

    bool take_any(std::string_view characters) {
        if (at_ >= text_.size() || characters.find(text_[at_]) == std::string_view::npos)
            return false;
        ++at_;
        return true;
    }

    std::int64_t read_number(std::int64_t fallback) {
        std::int64_t number = fallback;
        for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_) {
            number = std::max<std::int64_t>(number, 0) * 10 + (text_[at_] - '0');
            if (number > length_max) raise_value("Too many decimal digits in format string");
        }
        return number;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

[[noreturn]] void refuse_type(const Spec& spec, const Value& value) {
    raise_value(
        std::string{"Unknown format code '"} + spec.type + "' for object of type '" +
        std::string{python_type(value)} + "'"
    );
}

std::string grouped(std::string_view digits, char separator, std::size_t size) {
    std::string out;
    for (std::size_t at = 0; at < digits.size(); ++at) {
        if (at > 0 && (digits.size() - at) % size == 0) out += separator;
        out += digits[at];
    }
    return out;
}

/// Digits before the point, grouped; everything from the point or exponent on stays.
std::string with_grouping(const Spec& spec, std::string digits, std::size_t size) {
    if (spec.grouping == 0) return digits;
    const std::size_t end =
        std::min(digits.find_first_not_of("0123456789abcdefABCDEF"), digits.size());
    const std::size_t whole =
        size == 3 ? std::min(digits.find_first_not_of("0123456789"), digits.size()) : end;
    return grouped(std::string_view{digits}.substr(0, whole), spec.grouping, size) +
           digits.substr(whole);
}

std::string padded(
    Evaluation& run, const Spec& spec, char align, std::string_view sign, const std::string& body
) {
    const auto length = static_cast<std::int64_t>(unicode::length(sign) + unicode::length(body));
    const std::int64_t missing = std::max<std::int64_t>(spec.width - length, 0);
    run.budget().charge(body.size() + static_cast<std::size_t>(missing) * spec.fill.size());
    const std::int64_t left = align == '>' || align == '=' ? missing
                              : align == '^'               ? missing / 2
                                                           : 0;
    std::string before;
    std::string after;
    for (std::int64_t made = 0; made < left; ++made) before += spec.fill;
    for (std::int64_t made = left; made < missing; ++made) after += spec.fill;
    if (align == '=') return std::string{sign} + before + body + after;
    return before + std::string{sign} + body + after;
}

std::string sign_text(const Spec& spec, bool is_below_zero) {
    if (is_below_zero) return "-";
    return spec.sign == '-' ? "" : std::string{spec.sign};
}

std::string format_text(Evaluation& run, const Value& value, const Spec& spec) {
    if (spec.type != 0 && spec.type != 's') refuse_type(spec, value);
    if (spec.align == '=') raise_value("'=' alignment not allowed in string format specifier");
    std::string text = text_of(run, value);
    if (spec.precision >= 0)
        text.resize(unicode::offset_of(text, static_cast<std::size_t>(spec.precision)));
    return padded(run, spec, spec.align == 0 ? '<' : spec.align, "", std::move(text));
}

std::string format_integer(Evaluation& run, const Value& value, const Spec& spec) {
    if (spec.precision >= 0) raise_value("Precision not allowed in integer format specifier");
    const char align = spec.align == 0 ? '>' : spec.align;
    if (spec.type == 'c') {
        std::string character;
        unicode::append(character, static_cast<char32_t>(arith::to_int64(value)));
        return padded(run, spec, spec.align == 0 ? '<' : spec.align, "", std::move(character));
    }
    const bool is_upper = spec.type == 'X';
    const unsigned base = spec.type == 'b'               ? 2
                          : spec.type == 'o'             ? 8
                          : spec.type == 'x' || is_upper ? 16
                                                         : 10;
    std::string digits = with_grouping(spec, integer_digits(value, base), base == 10 ? 3 : 4);
    if (is_upper)
        std::ranges::transform(digits, digits.begin(), [](char c) {
            return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c;
        });
    std::string sign = sign_text(spec, is_negative(value));
    if (spec.alternate && base != 10) sign += std::string{"0"} + spec.type;
    return padded(run, spec, align, sign, std::move(digits));
}

std::string float_body(double number, const Spec& spec) {
    const auto precision = static_cast<int>(spec.precision < 0 ? 6 : spec.precision);
    switch (spec.type) {
    case '%': return float_digits(number * 100, 'f', precision, spec.alternate) + "%";
    case 'n': return float_digits(number, 'g', precision, spec.alternate);
    case 0: break;
    default: return float_digits(number, spec.type, precision, spec.alternate);
    }
    if (spec.precision < 0) {
        return python_float(std::fabs(number));
    }
    // As g, but with at least one digit behind the point, which counts.
    if (!std::isfinite(number)) return float_digits(number, 'g', 6, false);
    const int digits = precision == 0 ? 1 : precision;
    const std::string scientific = float_digits(number, 'e', digits - 1, false);
    const std::size_t mark = scientific.find('e');
    const int exponent = std::stoi(scientific.substr(mark + 1));
    if (exponent >= -4 && exponent + 1 < digits) {
        std::string text = float_digits(number, 'g', digits, false);
        return text.find('.') == std::string::npos ? text + ".0" : text;
    }
    std::string mantissa = scientific.substr(0, mark);
    if (mantissa.find('.') != std::string::npos) {
        while (mantissa.ends_with('0')) mantissa.pop_back();
        if (mantissa.ends_with('.')) mantissa.pop_back();
    }
    return mantissa + scientific.substr(mark);
}

std::string format_float(Evaluation& run, const Value& value, const Spec& spec) {
    const double number = arith::to_double(value);
    const std::string sign = sign_text(spec, is_negative(Value{number}));
    return padded(
        run,
        spec,
        spec.align == 0 ? '>' : spec.align,
        sign,
        with_grouping(spec, float_body(number, spec), 3)
    );
}

}  // namespace

std::string format_value(Evaluation& run, const Value& value, std::string_view spec_text) {
    need_defined(value);
    if (spec_text.empty()) return text_of(run, value);
    const Type type = type_of(value);
    if (type == Type::datetime) return format_date(value.as_datetime(), spec_text);
    if (type != Type::text && !arith::is_numeric(value))
        raise_type(
            "unsupported format string passed to " + std::string{python_type(value)} + ".__format__"
        );
    const Spec spec = SpecReader{spec_text}.read();
    if (type == Type::text) return format_text(run, value, spec);
    const bool has_float_type =
        spec.type != 0 && std::string_view{"eEfFgG%"}.find(spec.type) != std::string_view::npos;
    if (type == Type::floating || has_float_type) {
        if (spec.type != 0 && spec.type != 'n' && !has_float_type) refuse_type(spec, value);
        return format_float(run, value, spec);
    }
    if (spec.type != 0 && std::string_view{"bcdoxXn"}.find(spec.type) == std::string_view::npos)
        refuse_type(spec, value);
    return format_integer(run, value, spec);
}

}  // namespace wf::expr::jinja
