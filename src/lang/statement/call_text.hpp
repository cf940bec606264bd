// The short call syntax: `std.http url="http://…" timeout=5`. Text in, name and parameters out.
#pragma once
#include "value/value.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wf::lang {

struct CallText {
    std::string name;
    std::vector<std::pair<std::string, Value>> parameters;  ///< in the order written

    /// The parameters as a dict; of equal names the last one counts.
    Value as_dict() const;
};

/// nullopt: the text does not begin with a name ("Invalid action/workflow task property: …").
/// A text without a blank is a name as a whole, whatever it contains.
std::optional<CallText> parse_call(std::string_view text);
/// The same, but `fail(msg='x')` and `fail,x=1` are split although they have no blank.
std::optional<CallText> split_call(std::string_view text);

/// A part of a call that is neither name nor parameter.
struct IgnoredText {
    std::string text;
    std::string parameter;  ///< whose value ends right before it, "x" of `x=1.5`; mostly empty
};

/// What split_call() passes over in silence. Blanks, commas and parentheses do not count.
std::vector<IgnoredText> ignored_in_call(std::string_view text);

/// Bytes of the inline expression at the start of `text` (`<%…%>`, `{{…}}`, `{%…%}`), 0 if there is
/// none.
std::size_t expression_length(std::string_view text);
/// Letter, digit or underscore; every character outside of ASCII counts as a letter.
bool is_word_character(char c);

}  // namespace wf::lang
