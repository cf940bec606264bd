#include "expr/jinja/text/printf.hpp"

#include "expr/jinja/data/keys.hpp"
#include "expr/jinja/data/text.hpp"
#include "expr/jinja/text/format_number.hpp"
#include "expr/runtime/arithmetic.hpp"
#include "expr/runtime/unicode.hpp"
#include "value/python_text.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

/// Width and precision are lengths of output: anything beyond is an attack.
constexpr std::int64_t length_max = 1'000'000;

struct Directive {
    bool left = false;
    bool zero = false;
    bool plus = false;
    bool blank = false;
    bool alternate = false;
    std::int64_t width = 0;
    std::int64_t precision = -1;
    char form = 's';
};

class Formatter {
public:
    Formatter(Evaluation& run, const Value& format, const Value& values)
        : run_(run), text_(*text_if(format)), values_(values), is_safe_(!format.is_string()) {
        is_tuple_ = type_of(values) == Type::tuple;
    }

    std::string format() {
        while (at_ < text_.size()) {
            const std::size_t sign = text_.find('%', at_);
            out_ += text_.substr(at_, sign - at_);
            if (sign == std::string_view::npos) break;
            at_ = sign + 1;
            directive();
            run_.budget().step();
        }
        const std::size_t given = is_tuple_ ? values_.size() : has_items() ? 0 : 1;
        if (!used_names_ && position_ < given)
            raise_type("not all arguments converted during string formatting");
        return std::move(out_);
    }

private:
    /// Values with items might be mappings, which need not be used up.
    bool has_items() const {
        switch (type_of(values_)) {
        case Type::list:
        case Type::dict:
        case Type::undefined: return true;
        default: return thing_if(values_, Shape::range) != nullptr;
        }
    }

    char peek() const {
        if (at_ >= text_.size()) raise_value("incomplete format");
        return text_[at_];
    }

    void directive() {
        Directive directive;
        std::optional<Value> named;
        if (peek() == '(') named = named_value();
        flags(directive);
        directive.width = number_or_star(directive, 0);
        if (peek() == '.') {
            ++at_;
            directive.precision = number_or_star(directive, 0);
        }
        while (peek() == 'h' || peek() == 'l' || peek() == 'L') ++at_;
        directive.form = peek();
        ++at_;
        if (directive.form == '%') {
            out_ += '%';
            return;
        }
        const Value value = named ? *std::move(named) : next_value();
        pad(directive, shown(directive, value));
    }

    Value named_value() {
        std::size_t depth = 1;
        const std::size_t begin = ++at_;
        for (; depth > 0; ++at_) {
            if (at_ >= text_.size()) raise_value("incomplete format key");
            if (text_[at_] == '(') ++depth;
            if (text_[at_] == ')') --depth;
        }
        const std::string_view name = text_.substr(begin, at_ - 1 - begin);
        if (!is_dict(values_)) raise_type("format requires a mapping");
        used_names_ = true;
        const Value* found = find_member(run_, values_, name);
        if (found == nullptr) raise("KeyError", python_repr(name));
        return *found;
    }

    void flags(Directive& directive) {
        for (;; ++at_) {
            switch (peek()) {
            case '-': directive.left = true; break;
            case '+': directive.plus = true; break;
            case ' ': directive.blank = true; break;
            case '#': directive.alternate = true; break;
            case '0': directive.zero = true; break;
            default: return;
            }
        }
    }

    std::int64_t number_or_star(Directive& directive, std::int64_t fallback) {
        if (peek() == '*') {
            ++at_;
            const Value value = next_value();
            if (!is_integer_like(value)) raise_type("* wants int");
            std::int64_t number = arith::to_int64(value);
            if (number < 0) directive.left = true;
            number = number < 0 ? -number : number;
            if (number > length_max) raise_value("width too big");
            return number;
        }
        std::int64_t number = fallback;
        for (; peek() >= '0' && peek() <= '9'; ++at_) {
            number = number * 10 + (peek() - '0');
            if (number > length_max) raise_value("width too big");
        }
        return number;
    }

    Value next_value() {
        if (is_tuple_) {
            if (position_ >= values_.size()) raise_type("not enough arguments for format string");
            return values_.at(position_++);
        }
        if (position_++ > 0) raise_type("not enough arguments for format string");
        return values_;
    }

    std::string shown(Directive& directive, const Value& value) {
        switch (directive.form) {
        case 's':
        case 'r':
        case 'a': return text(directive, value);
        case 'c': return character(directive, value);
        case 'd':
        case 'i':
        case 'u':
        case 'x':
        case 'X':
        case 'o': return integer(directive, value);
        case 'e':
        case 'E':
        case 'f':
        case 'F':
        case 'g':
        case 'G': return floating(directive, value);
        default: break;
        }
        raise_value(
            std::string{"unsupported format character '"} + directive.form + "' (0x" +
            integer_digits(Value{static_cast<int>(directive.form)}, 16) + ") at index " +
            std::to_string(at_ - 1)
        );
    }

    std::string text(Directive& directive, const Value& value) {
        directive.zero = false;
        std::string shown = directive.form == 's' ? text_of(run_, value) : repr_of(run_, value);
        if (is_safe_ && thing_if(value, Shape::safe_text) == nullptr) {
            std::string escaped;
            append_escaped(escaped, shown);
            shown = std::move(escaped);
        }
        if (directive.precision >= 0)
            shown.resize(unicode::offset_of(shown, static_cast<std::size_t>(directive.precision)));
        return shown;
    }

    std::string character(Directive& directive, const Value& value) {
        directive.zero = false;
        if (const auto text = text_if(value)) {
            if (unicode::length(*text) == 1) return std::string{*text};
        } else if (is_integer_like(value)) {
            const bool is_big = value.kind() == Kind::big_integer;
            const std::int64_t code = is_big ? -1 : arith::to_int64(value);
            if (code < 0 || code > 0x10FFFF)
                raise("OverflowError", "%c arg not in range(0x110000)");
            std::string out;
            unicode::append(out, static_cast<char32_t>(code));
            return out;
        }
        raise_type("%c requires int or char");
    }

    std::string integer(const Directive& directive, const Value& value) {
        const bool is_decimal =
            directive.form == 'd' || directive.form == 'i' || directive.form == 'u';
        Value number = value;
        if (value.kind() == Kind::floating && is_decimal)
            number = arith::truncate(value.as_double());
        if (!is_integer_like(number)) {
            raise_type(
                std::string{"%"} + directive.form +
                " format: " + (is_decimal ? "a real number" : "an integer") + " is required, not " +
                std::string{python_type(value)}
            );
        }
        const unsigned base = is_decimal ? 10 : directive.form == 'o' ? 8 : 16;
        std::string digits = integer_digits(number, base);
        if (static_cast<std::int64_t>(digits.size()) < directive.precision)
            digits.insert(0, static_cast<std::size_t>(directive.precision) - digits.size(), '0');
        std::string prefix = sign(directive, is_negative(number));
        if (directive.alternate && base == 16) prefix += directive.form == 'x' ? "0x" : "0X";
        if (directive.alternate && base == 8) prefix += "0o";
        if (directive.form == 'X')
            std::ranges::transform(digits, digits.begin(), [](char c) {
                return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c;
            });
        return zero_filled(directive, prefix, digits);
    }

    std::string floating(const Directive& directive, const Value& value) {
        if (!arith::is_numeric(value)) {
            raise_type("must be real number, not " + std::string{python_type(value)});
        }
        const double number = arith::to_double(value);
        const int precision = directive.precision < 0 ? 6 : static_cast<int>(directive.precision);
        const std::string digits =
            float_digits(number, directive.form, precision, directive.alternate);
        return zero_filled(directive, sign(directive, is_negative(Value{number})), digits);
    }

    static std::string sign(const Directive& directive, bool is_below_zero) {
        if (is_below_zero) return "-";
        return directive.plus ? "+" : directive.blank ? " " : "";
    }

    static std::string zero_filled(
        const Directive& directive, const std::string& prefix, const std::string& digits
    ) {
        const auto length = static_cast<std::int64_t>(prefix.size() + digits.size());
        if (!directive.zero || directive.left || length >= directive.width) return prefix + digits;
        return prefix + std::string(static_cast<std::size_t>(directive.width - length), '0') +
               digits;
    }

    void pad(const Directive& directive, const std::string& shown) {
        const auto length = static_cast<std::int64_t>(unicode::length(shown));
        const auto missing =
            static_cast<std::size_t>(std::max<std::int64_t>(directive.width - length, 0));
        run_.budget().charge(shown.size() + missing);
        if (!directive.left) out_.append(missing, ' ');
        out_ += shown;
        if (directive.left) out_.append(missing, ' ');
    }

    Evaluation& run_;
    std::string_view text_;
    const Value& values_;
    bool is_safe_;
    bool is_tuple_ = false;
    bool used_names_ = false;
    std::size_t at_ = 0;
    std::size_t position_ = 0;
    std::string out_;
};

}  // namespace

std::string format_percent(Evaluation& run, const Value& format, const Value& values) {
    return Formatter{run, format, values}.format();
}

}  // namespace wf::expr::jinja
