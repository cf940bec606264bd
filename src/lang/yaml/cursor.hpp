// A position in a short text, for the hand-written patterns of scalars.
#pragma once
#include <cstddef>
#include <string_view>

namespace wf::lang::yaml {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

struct Cursor {
    std::string_view text;
    std::size_t at = 0;

    bool done() const { return at == text.size(); }

    char peek() const { return done() ? '\0' : text[at]; }

    bool take(char c) {
        if (done() || text[at] != c) return false;
        ++at;
        return true;
    }

    bool take_any(std::string_view set) {
        if (done() || set.find(text[at]) == std::string_view::npos) return false;
        ++at;
        return true;
    }

    bool take_digit() {
        if (!is_digit(peek())) return false;
        ++at;
        return true;
    }

    /// Number of characters of `set` passed over.
    std::size_t skip(std::string_view set) {
        const std::size_t begin = at;
        while (take_any(set)) {
        }
        return at - begin;
    }
};

inline constexpr std::string_view digits = "0123456789";
inline constexpr std::string_view digits_and_underscores = "0123456789_";

}  // namespace wf::lang::yaml
