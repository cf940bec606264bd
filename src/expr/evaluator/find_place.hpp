// Where in a typed text an error is: parsers and nodes know places in the expression, a text may
// hold several of them.
#pragma once
#include "expr/expression.hpp"
#include "expr/runtime/error.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace wf::expr {

struct Typed {
    std::string_view text;
    Language language;
    bool is_text;  ///< holds expressions in delimiters, else it is one
};

/// Byte offset in the text, for a text that does not compile. Parses it again: errors of the
/// service carry no places, so that they cost nothing there.
std::optional<std::size_t> place_of_syntax_error(const Typed& typed);

/// The same for an error of the evaluation.
std::optional<std::size_t> place_of_failure(const Typed& typed, const EvalError& error);

}  // namespace wf::expr
