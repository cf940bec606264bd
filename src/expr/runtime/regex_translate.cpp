// Where the two syntaxes differ: escapes, sets, repeat counts without a minimum, and constructs
// that only PCRE2 knows (verbs, subroutines, \Q..\E), which must not change the meaning of a
// pattern.
#include "expr/runtime/regex_translate.hpp"

#include "expr/runtime/error.hpp"
#include "expr/runtime/unicode.hpp"

#include <algorithm>
#include <vector>

namespace wf::expr {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class Translator {
public:
    explicit Translator(std::string_view pattern) : pattern_(pattern) {}

    std::string translated() {
        while (at_ < pattern_.size()) {
            const char c = pattern_[at_];
            if (c == '\\')
                escape(false);
            else if (c == '[')
                set();
            else if (c == '(')
                group();
            else if (c == '{')
                repeat();
            else
                copy(1);
        }
        return std::move(out_);
    }

private:
    [[noreturn]] void refuse(const std::string& what, std::size_t at) const {
        const std::size_t position = unicode::length(pattern_.substr(0, at));
        raise("RegexError", what + " at position " + std::to_string(position));
    }

    void copy(std::size_t count) {
        out_ += pattern_.substr(at_, count);
        at_ += count;
    }

    void put(std::string_view text, std::size_t used) {
        out_ += text;
        at_ += used;
    }

    void escape(bool in_set) {
        if (at_ + 1 >= pattern_.size()) refuse("bad escape (end of pattern)", at_);
        const char c = pattern_[at_ + 1];
        switch (c) {
        case 'v': return put("\\x0b", 2);
        case 'a':
        case 'f':
        case 'n':
        case 'r':
        case 't':
        case 'd':
        case 'D':
        case 's':
        case 'S':
        case 'w':
        case 'W':
        case 'b': return copy(2);
        case 'x': return hexadecimal(2);
        case 'u': return hexadecimal(4);
        case 'U': return hexadecimal(8);
        case 'Z':
            if (!in_set) return put("\\z", 2);
            break;
        case 'A':
        case 'B':
            if (!in_set) return copy(2);
            break;
        default: break;
        }
        if (is_digit(c)) return number(in_set);
        if (is_ascii_letter(c)) refuse("bad escape \\" + std::string(1, c), at_);
        copy(1 + unicode::width(c));
    }

    void hexadecimal(std::size_t digits) {
        const std::string_view text = pattern_.substr(at_ + 2, digits);
        const bool complete =
            text.size() == digits &&
            text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
        if (!complete)
            refuse("incomplete escape " + std::string{pattern_.substr(at_, digits)}, at_);
        put("\\x{" + std::string{text} + "}", digits + 2);
    }

    // \0, \012, \123 are octal; \1 to \99 refer to groups.
    void number(bool in_set) {
        std::size_t count = 1;
        while (count < 3 && at_ + 1 + count < pattern_.size() && is_digit(pattern_[at_ + 1 + count])
        )
            ++count;
        const std::string_view digits = pattern_.substr(at_ + 1, count);
        const std::size_t octal = digits.find_first_not_of("01234567");
        const std::size_t octal_count = octal == std::string_view::npos ? count : octal;
        if (in_set || digits[0] == '0' || octal_count == 3) {
            if (octal_count == 0) refuse("bad escape \\" + std::string(1, digits[0]), at_);
            return put("\\o{" + std::string{digits.substr(0, octal_count)} + "}", octal_count + 1);
        }
        const std::size_t used = std::min<std::size_t>(count, 2);
        const std::size_t group = std::stoul(std::string{digits.substr(0, used)});
        if (group > groups_) refuse("invalid group reference " + std::to_string(group), at_ + 1);
        put("\\g{" + std::string{digits.substr(0, used)} + "}", used + 1);
    }

    void set() {
        const std::size_t start = at_;
        copy(1);
        if (at_ < pattern_.size() && pattern_[at_] == '^') copy(1);
        // A bracket directly after the opening one is a member.
        if (at_ < pattern_.size() && pattern_[at_] == ']') put("\\]", 1);
        while (at_ < pattern_.size() && pattern_[at_] != ']') {
            if (pattern_[at_] == '\\')
                escape(true);
            else if (pattern_[at_] == '[')
                put("\\[", 1);  // PCRE2 reads "[:" as a class
            else
                copy(1);
        }
        if (at_ >= pattern_.size()) refuse("unterminated character set", start);
        copy(1);
    }

    void group() {
        const std::string_view rest = pattern_.substr(at_);
        if (rest.starts_with("(*")) refuse("nothing to repeat", at_ + 1);
        if (!rest.starts_with("(?")) {
            ++groups_;
            return copy(1);
        }
        if (rest.size() < 3) refuse("unexpected end of pattern", at_ + 2);
        if (rest.starts_with("(?#")) {
            const std::size_t end = rest.find(')');
            if (end == std::string_view::npos) refuse("missing ), unterminated comment", at_);
            return put("", end + 1);
        }
        if (rest.starts_with("(?P<")) return named_group(rest);
        if (rest.starts_with("(?P=")) return named_reference(rest);
        constexpr std::string_view known[] = {"(?:", "(?=", "(?!", "(?<=", "(?<!", "(?(", "(?>"};
        for (const std::string_view opening : known)
            if (rest.starts_with(opening)) return copy(opening.size());
        flags(rest);
    }

    void named_group(std::string_view rest) {
        const std::size_t end = rest.find('>');
        const std::string_view name = rest.substr(4, end == std::string_view::npos ? end : end - 4);
        if (end == std::string_view::npos) refuse("missing >, unterminated name", at_ + 4);
        if (name.empty()) refuse("missing group name", at_ + 4);
        bool good = !is_digit(name[0]);
        for (std::size_t i = 0; i < name.size();)
            good = unicode::is_word(unicode::decode(name, i)) && good;
        if (!good) refuse("bad character in group name '" + std::string{name} + "'", at_ + 4);
        ++groups_;
        names_.emplace_back(name);
        copy(end + 1);
    }

    void named_reference(std::string_view rest) {
        const std::size_t end = rest.find(')');
        if (end == std::string_view::npos) refuse("missing ), unterminated name", at_ + 4);
        const std::string_view name = rest.substr(4, end - 4);
        if (std::ranges::find(names_, name) == names_.end())
            refuse("unknown group name '" + std::string{name} + "'", at_ + 4);
        copy(end + 1);
    }

    // (?imsx), (?i:...), (?-i:...); `a`, `L`, `u` choose character tables, which are Unicode's
    // here.
    void flags(std::string_view rest) {
        std::string kept = "(?";
        for (std::size_t i = 2; i < rest.size(); ++i) {
            const char c = rest[i];
            if (c == ')' || c == ':') {
                kept.push_back(c);
                const bool nothing = kept == "(?)";
                return put(nothing ? "" : kept, i + 1);
            }
            if (c == 'a' || c == 'u' || c == 'L') continue;
            if (c != 'i' && c != 'm' && c != 's' && c != 'x' && c != '-') break;
            kept.push_back(c);
        }
        refuse("unknown extension " + std::string{rest.substr(1, 2)}, at_ + 1);
    }

    // "{,3}" is "{0,3}" in Python and plain text in PCRE2.
    void repeat() {
        const std::string_view rest = pattern_.substr(at_);
        const std::size_t end = rest.find('}');
        const bool bounded =
            rest.starts_with("{,") && end != std::string_view::npos && end > 2 &&
            rest.substr(2, end - 2).find_first_not_of("0123456789") == std::string_view::npos;
        if (bounded) return put("{0,", 2);
        if (rest.starts_with("{,}")) return put("*", 3);
        copy(1);
    }

    std::string_view pattern_;
    std::size_t at_ = 0;
    std::string out_;
    std::size_t groups_ = 0;  // opened so far
    std::vector<std::string> names_;
};

}  // namespace

std::string translate_regex(std::string_view pattern) {
    return Translator(pattern).translated();
}

}  // namespace wf::expr
