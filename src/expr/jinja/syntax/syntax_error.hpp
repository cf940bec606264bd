// What the lexer, the parser and the name binder throw; caught in jinja.cpp, never leaves the front
// end.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace wf::expr::jinja {

struct SyntaxError {
    std::string message;
    int line = 1;
    /// TemplateSyntaxError: the grammar refuses the text. TemplateAssertionError: the grammar
    /// accepts it, but it can never be rendered (a block defined twice), so only evaluation fails.
    const char* kind = "TemplateSyntaxError";
    std::optional<std::size_t> place = {};  ///< byte offset in the source, where it is known
};

}  // namespace wf::expr::jinja
