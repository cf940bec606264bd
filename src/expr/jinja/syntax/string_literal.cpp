// Escapes in quoted literals. @source Python's "unicode-escape" codec, which Jinja2 uses.
#include "expr/jinja/syntax/lexer.hpp"
#include "expr/jinja/syntax/syntax_error.hpp"
#include "expr/runtime/unicode.hpp"

namespace wf::expr::jinja {
namespace {

struct SimpleEscape {
    char letter;
    std::string_view text;
};

constexpr SimpleEscape simple_escapes[] = {
    {'\\', "\\"},
    {'\'', "'"},
    {'"', "\""},
    {'a', "\a"},
    {'b', "\b"},
    {'f', "\f"},
    {'n', "\n"},
    {'r', "\r"},
    {'t', "\t"},
    {'v', "\v"},
    {'\n', ""},
};

int digit_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 99;
}

class Decoder {
public:
    Decoder(std::string_view inside, int line) : inside_{inside}, line_{line} {}

    std::string run() {
        while (at_ < inside_.size()) {
            if (inside_[at_] != '\\' || at_ + 1 == inside_.size()) {
                out_.push_back(inside_[at_++]);
                continue;
            }
            escape();
        }
        return std::move(out_);
    }

private:
    void escape() {
        const std::size_t begin = at_;
        const char letter = inside_[at_ + 1];
        at_ += 2;
        for (const SimpleEscape& simple : simple_escapes) {
            if (simple.letter == letter) {
                out_ += simple.text;
                return;
            }
        }
        if (letter >= '0' && letter <= '7') return octal();
        if (letter == 'x') return hexadecimal(begin, 2, "truncated \\xXX escape");
        if (letter == 'u') return hexadecimal(begin, 4, "truncated \\uXXXX escape");
        if (letter == 'U') return hexadecimal(begin, 8, "truncated \\UXXXXXXXX escape");
        if (letter == 'N') refuse(begin, "unknown Unicode character name");
        out_.push_back('\\');
        out_.push_back(letter);
    }

    void octal() {
        std::uint32_t code = 0;
        --at_;
        for (int count = 0; count < 3 && at_ < inside_.size(); ++count, ++at_) {
            const int digit = digit_value(inside_[at_]);
            if (digit > 7) break;
            code = code * 8 + static_cast<std::uint32_t>(digit);
        }
        unicode::append(out_, code);
    }

    void hexadecimal(std::size_t begin, int digits, const char* problem) {
        std::uint32_t code = 0;
        for (int count = 0; count < digits; ++count, ++at_) {
            const int digit = at_ < inside_.size() ? digit_value(inside_[at_]) : 99;
            if (digit > 15) refuse(begin, problem);
            code = code * 16 + static_cast<std::uint32_t>(digit);
        }
        if (code > 0x10FFFF) refuse(begin, "illegal Unicode character");
        unicode::append(out_, code);
    }

    [[noreturn]] void refuse(std::size_t begin, const char* problem) const {
        throw SyntaxError{
            "'unicodeescape' codec can't decode bytes in position " + std::to_string(begin) + "-" +
                std::to_string(at_) + ": " + problem,
            line_};
    }

    std::string_view inside_;
    int line_;
    std::size_t at_ = 0;
    std::string out_;
};

}  // namespace

std::string decode_string_literal(std::string_view inside, int line) {
    return Decoder{inside, line}.run();
}

}  // namespace wf::expr::jinja
