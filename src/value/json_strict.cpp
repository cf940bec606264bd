#include "value/json_strict.hpp"

#include "value/big_integer.hpp"
#include "value/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

namespace wf {
namespace {

/// Thrown inside this file only; caught in parse_json_strictly().
struct Failure {
    ErrorCode code;
    std::string what;
    std::size_t at;
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Value of a number text that from_chars finds out of range: Python reads 1e999 as inf, 1e-999 as
/// 0.0.
double beyond_range(std::string_view digits) {
    const std::size_t mark = std::min(digits.find_first_of("eE"), digits.size());
    long exponent = 0;
    if (mark < digits.size()) {
        std::string_view text = digits.substr(mark + 1);
        if (text.starts_with('+')) text.remove_prefix(1);
        const auto read = std::from_chars(text.data(), text.data() + text.size(), exponent);
        constexpr long enough = 1'000'000'000;
        if (read.ec == std::errc::result_out_of_range) exponent = text[0] == '-' ? -enough : enough;
    }
    const std::string_view mantissa = digits.substr(0, mark);
    const auto point = static_cast<long>(std::min(mantissa.find('.'), mantissa.size()));
    const auto first = static_cast<long>(mantissa.find_first_of("123456789"));
    // The number is 0.d… * 10^(point - first + exponent), and either enormous or next to nothing.
    return point - first + exponent > 0 ? std::numeric_limits<double>::infinity() : 0.0;
}

class Reader {
public:
    Reader(std::string_view text, std::size_t depth_max) : text_(text), depth_max_(depth_max) {}

    Value document() {
        if (const std::size_t bad = utf8::find_invalid(text_); bad != utf8::npos)
            throw Failure{ErrorCode::invalid_argument, "invalid UTF-8", bad};
        Value result = value(0);
        skip_blanks();
        if (at_ < text_.size()) refuse("unexpected text after the end of the document");
        return result;
    }

private:
    [[noreturn]] void refuse(std::string what) const { refuse_at(std::move(what), at_); }

    [[noreturn]] static void refuse_at(std::string what, std::size_t at) {
        throw Failure{ErrorCode::invalid_argument, std::move(what), at};
    }

    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    bool accept(char c) {
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    bool accept(std::string_view word) {
        if (!text_.substr(at_).starts_with(word)) return false;
        at_ += word.size();
        return true;
    }

    void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t\n\r", at_), text_.size()); }

    Value value(std::size_t depth) {
        skip_blanks();
        if (at_ == text_.size()) refuse("unexpected end of the text, expected a value");
        switch (peek()) {
        case '{': return object(depth + 1);
        case '[': return array(depth + 1);
        case '"': return string();
        default: break;
        }
        if (is_digit(peek()) || (peek() == '-' && !text_.substr(at_).starts_with("-I")))
            return number();
        return word();
    }

    Value word() {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        if (accept("null")) return nullptr;
        if (accept("true")) return true;
        if (accept("false")) return false;
        if (accept("NaN")) return std::numeric_limits<double>::quiet_NaN();
        if (accept("Infinity")) return infinity;
        if (accept("-Infinity")) return -infinity;
        refuse("expected a value");
    }

    void check_depth(std::size_t depth) const {
        if (depth > depth_max_)
            throw Failure{ErrorCode::limit_exceeded, nested_too_deep(depth_max_).message, at_};
    }

    Value array(std::size_t depth) {
        check_depth(depth);
        ++at_;
        ListBuilder items;
        skip_blanks();
        if (accept(']')) return std::move(items).freeze();
        for (;;) {
            items.push(value(depth));
            skip_blanks();
            if (accept(']')) return std::move(items).freeze();
            if (!accept(',')) refuse(end_or("expected ',' or ']'"));
        }
    }

    Value object(std::size_t depth) {
        check_depth(depth);
        ++at_;
        DictBuilder members;
        skip_blanks();
        if (accept('}')) return std::move(members).freeze();
        for (;;) {
            skip_blanks();
            if (peek() != '"') refuse(end_or("expected a key in double quotes"));
            Value key = string();
            skip_blanks();
            if (!accept(':')) refuse(end_or("expected ':'"));
            members.set(std::move(key), value(depth));
            skip_blanks();
            if (accept('}')) return std::move(members).freeze();
            if (!accept(',')) refuse(end_or("expected ',' or '}'"));
        }
    }

    std::string end_or(std::string_view expected) const {
        return at_ < text_.size() ? std::string{expected}
                                  : fmt::format("unexpected end of the text, {}", expected);
    }

    Value string() {
        const std::size_t begin = at_++;
        std::string out;
        for (;;) {
            if (at_ == text_.size()) refuse_at("the string that begins here has no end", begin);
            const char c = text_[at_];
            if (static_cast<unsigned char>(c) < 0x20)
                refuse("a control character in a string must be escaped");
            ++at_;
            if (c == '"') return Value{std::string_view{out}};
            if (c == '\\')
                escape(out);
            else
                out.push_back(c);
        }
    }

    void escape(std::string& out) {
        const std::size_t begin = at_ - 1;
        constexpr std::string_view names = "\"\\/bfnrt";
        constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        if (accept('u')) {
            utf8::append(out, escaped_code_point(begin));
            return;
        }
        const std::size_t known = at_ < text_.size() ? names.find(text_[at_]) : names.npos;
        if (known == names.npos) refuse_at("invalid escape", begin);
        out.push_back(meanings[known]);
        ++at_;
    }

    char32_t escaped_code_point(std::size_t begin) {
        const char32_t first = four_digits(begin);
        if (first < 0xd800 || first > 0xdfff) return first;
        if (first < 0xdc00 && accept("\\u")) {
            const char32_t second = four_digits(begin);
            if (second >= 0xdc00 && second <= 0xdfff)
                return 0x10000 + ((first - 0xd800) << 10U) + (second - 0xdc00);
        }
        refuse_at("half of a surrogate pair", begin);
    }

    char32_t four_digits(std::size_t begin) {
        std::uint32_t code = 0;
        const std::string_view digits = text_.substr(at_, 4);
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
        if (digits.size() < 4 || read.ptr != digits.data() + 4)
            refuse_at("invalid escape, expected four hexadecimal digits", begin);
        at_ += 4;
        return code;
    }

    void digits() {
        if (!is_digit(peek())) refuse("expected a digit");
        while (is_digit(peek())) ++at_;
    }

    Value number() {
        const std::size_t begin = at_;
        accept('-');
        if (!accept('0')) digits();
        const std::size_t whole_end = at_;
        if (accept('.')) digits();
        if (accept('e') || accept('E')) {
            if (!accept('+')) accept('-');
            digits();
        }
        const std::string_view text = text_.substr(begin, at_ - begin);
        if (at_ == whole_end) return integer(text, begin);
        double result = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), result);
        if (read.ec == std::errc::result_out_of_range) {
            const bool negative = text[0] == '-';
            result = beyond_range(text.substr(negative ? 1 : 0));
            if (negative) result = -result;
        }
        return result;
    }

    static Value integer(std::string_view text, std::size_t begin) {
        if (text.size() > integer_digits_max + (text[0] == '-' ? 1 : 0)) {
            throw Failure{
                ErrorCode::limit_exceeded,
                fmt::format("an integer of more than {} digits", integer_digits_max),
                begin};
        }
        return Value::integer_from_text(text);
    }

    std::string_view text_;
    std::size_t depth_max_;
    std::size_t at_ = 0;
};

/// "… at line:column", both from 1; columns count code points.
std::string located(const Failure& failure, std::string_view text) {
    const std::string_view before = text.substr(0, failure.at);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
    const std::size_t column = utf8::count(before.substr(line_begin)) + 1;
    return fmt::format("invalid JSON: {} at {}:{}", failure.what, line, column);
}

}  // namespace

Error nested_too_deep(std::size_t depth_max) {
    return {
        ErrorCode::limit_exceeded, fmt::format("nested deeper than {} levels", depth_max), {}, {}};
}

Result<Value> parse_json_strictly(std::string_view text, std::size_t depth_max) {
    try {
        return Reader{text, std::min(depth_max, json_depth_ceiling)}.document();
    } catch (const Failure& failure) {
        return fail(failure.code, located(failure, text));
    }
}

}  // namespace wf
