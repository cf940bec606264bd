// Integers and floats of YAML 1.1.
#include "lang/yaml/cursor.hpp"
#include "lang/yaml/scalar.hpp"
#include "value/big_integer.hpp"

#include <charconv>
#include <cstdlib>
#include <limits>
#include <string>

namespace wf::lang::yaml {
namespace {

std::string without_underscores(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (c != '_') out += c;
    }
    return out;
}

Scalar integer_in_base(std::string_view text, unsigned base, bool negative) {
    std::string clean{negative ? "-" : ""};
    clean += without_underscores(text);
    const auto number = BigInteger::from_text(clean, base);
    if (!number) return tl::unexpected(std::string{"invalid or too long integer"});
    return Value::big_integer(*number);
}

// ":5", ":59" one or more times, up to the end or to `stop`.
bool skip_sixties(Cursor& in, char stop) {
    bool any = false;
    while (in.take(':')) {
        const char first = in.peek();
        if (!in.take_digit()) return false;
        if (is_digit(in.peek())) {
            if (first > '5') return false;
            in.take_digit();
        }
        any = true;
    }
    return any && (in.done() || in.peek() == stop);
}

// Base 60, "1:30:00" without underscores. Long ones would overflow, so digits are counted first.
Scalar integer_in_sixties(std::string_view text, bool negative) {
    constexpr std::size_t parts_max = 64;
    BigInteger sum;
    std::size_t parts = 0;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(':', begin), text.size());
        const auto part = BigInteger::from_text(text.substr(begin, end - begin));
        if (!part || ++parts > parts_max) return tl::unexpected(std::string{"integer too long"});
        sum = sum * BigInteger{std::int64_t{60}} + *part;
        begin = end + 1;
    }
    return Value::big_integer(negative ? -sum : sum);
}

double parse_double(const std::string& clean) {
    double number = 0;
    const auto read = std::from_chars(clean.data(), clean.data() + clean.size(), number);
    // from_chars does not say on which side it is out of range; Python rounds to inf or 0.
    if (read.ec == std::errc::result_out_of_range) return std::strtod(clean.c_str(), nullptr);
    return number;
}

Scalar float_in_sixties(const std::string& clean, bool negative) {
    double sum = 0;
    for (std::size_t begin = 0; begin <= clean.size();) {
        const std::size_t end = std::min(clean.find(':', begin), clean.size());
        sum = sum * 60 + parse_double(clean.substr(begin, end - begin));
        begin = end + 1;
    }
    return Value{negative ? -sum : sum};
}

bool skip_exponent(Cursor& in) {
    if (in.done()) return true;
    if (!in.take_any("eE") || !in.take_any("+-")) return false;
    return in.skip(digits) > 0 && in.done();
}

enum class FloatForm : std::uint8_t { none, usual, sixties, infinity, nan };

FloatForm float_form(std::string_view body, bool is_signed) {
    if (body == ".inf" || body == ".Inf" || body == ".INF") return FloatForm::infinity;
    if (!is_signed && (body == ".nan" || body == ".NaN" || body == ".NAN")) return FloatForm::nan;
    Cursor in{body};
    if (in.take('.')) {
        const bool digit = !is_signed && in.take_digit();
        in.skip(digits_and_underscores);
        return digit && skip_exponent(in) ? FloatForm::usual : FloatForm::none;
    }
    if (!in.take_digit()) return FloatForm::none;
    in.skip(digits_and_underscores);
    if (in.peek() == ':') {
        if (!skip_sixties(in, '.') || !in.take('.')) return FloatForm::none;
        in.skip(digits_and_underscores);
        return in.done() ? FloatForm::sixties : FloatForm::none;
    }
    if (!in.take('.')) return FloatForm::none;
    in.skip(digits_and_underscores);
    return skip_exponent(in) ? FloatForm::usual : FloatForm::none;
}

}  // namespace

std::optional<Scalar> read_integer(std::string_view text) {
    Cursor in{text};
    const bool negative = in.peek() == '-';
    in.take_any("+-");
    const std::string_view body = text.substr(in.at);
    if (body.starts_with("0b")) {
        Cursor rest{body, 2};
        if (rest.skip("01_") == 0 || !rest.done()) return std::nullopt;
        return integer_in_base(body.substr(2), 2, negative);
    }
    if (body.starts_with("0x")) {
        Cursor rest{body, 2};
        if (rest.skip("0123456789abcdefABCDEF_") == 0 || !rest.done()) return std::nullopt;
        return integer_in_base(body.substr(2), 16, negative);
    }
    Cursor rest{body};
    if (rest.take('0')) {
        rest.skip("01234567_");
        if (!rest.done()) return std::nullopt;
        return integer_in_base(body, 8, negative);
    }
    if (!rest.take_digit()) return std::nullopt;
    rest.skip(digits_and_underscores);
    if (rest.done()) return integer_in_base(body, 10, negative);
    if (!skip_sixties(rest, '\0') || !rest.done()) return std::nullopt;
    return integer_in_sixties(without_underscores(body), negative);
}

std::optional<Scalar> read_float(std::string_view text) {
    Cursor in{text};
    const bool negative = in.peek() == '-';
    const bool is_signed = in.take_any("+-");
    const std::string_view body = text.substr(in.at);
    constexpr double infinity = std::numeric_limits<double>::infinity();
    switch (float_form(body, is_signed)) {
    case FloatForm::none: return std::nullopt;
    case FloatForm::infinity: return Value{negative ? -infinity : infinity};
    case FloatForm::nan: return Value{std::numeric_limits<double>::quiet_NaN()};
    case FloatForm::sixties: return float_in_sixties(without_underscores(body), negative);
    case FloatForm::usual: break;
    }
    const double number = parse_double(without_underscores(body));
    return Value{negative ? -number : number};
}

}  // namespace wf::lang::yaml
