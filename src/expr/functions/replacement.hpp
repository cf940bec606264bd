// The replacement text of a regular expression's replace(): literal pieces and groups.
#pragma once
#include "expr/runtime/regex.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wf::expr {

class Replacement {
public:
    /// @raises RegexError for unknown escapes and groups.
    Replacement(std::string_view source, const Regex& regex);

    void append(std::string& out, std::string_view text, const Match& match) const;

private:
    struct Piece {
        std::string literal;  // before the group
        std::size_t group = 0;
        bool has_group = false;
    };

    std::size_t read_escape(std::string_view source, std::size_t at, const Regex& regex);
    std::size_t read_named(std::string_view source, std::size_t at, const Regex& regex);
    void add_group(std::size_t group, std::size_t at, const Regex& regex);

    std::vector<Piece> pieces_;
    std::string literal_;  // behind the last group
};

}  // namespace wf::expr
