#include "expr/jinja/jinja.hpp"

#include "expr/jinja/program.hpp"
#include "expr/jinja/syntax/lexer.hpp"
#include "expr/jinja/syntax/parser.hpp"
#include "expr/jinja/syntax/syntax_error.hpp"

#include <optional>

namespace wf::expr::jinja {
namespace {

/// The inside of the first `{{ ... }}` that lies in one line; nullopt if there is none.
/// Shortest match: it may end inside of a literal.
struct FirstMatch {
    std::string_view whole;
    std::string_view inside;
};

std::optional<FirstMatch> first_match(std::string_view text) {
    for (std::size_t begin = text.find("{{"); begin != std::string_view::npos;
         begin = text.find("{{", begin + 1)) {
        const std::size_t line_feed = text.find('\n', begin);
        const std::size_t end = text.substr(0, line_feed).find("}}", begin + 2);
        if (end != std::string_view::npos)
            return FirstMatch{
                text.substr(begin, end + 2 - begin), text.substr(begin + 2, end - begin - 2)};
        if (line_feed == std::string_view::npos) return std::nullopt;
        begin = line_feed;
    }
    return std::nullopt;
}

std::unique_ptr<InlineProgram> program_of_expression(std::string_view expression) {
    Parser parser{lex_expression(expression)};
    return make_expression_program(parser.parse_single_expression());
}

std::unique_ptr<InlineProgram> program_of_template(std::string_view text) {
    Parser parser{lex_template(text)};
    return make_template_program(parser.parse_template());
}

std::unique_ptr<InlineProgram> program_of_text(std::string_view text) {
    const std::optional<FirstMatch> match = first_match(text);
    if (match && match->whole.size() == text.size()) {
        try {
            return program_of_expression(match->inside);
        } catch (const SyntaxError& error) {
            // What is no expression may still be a template (`{{- x }}`, `{{ a, b }}`): definitions
            // with it are accepted, evaluation fails.
            program_of_template(text);
            return make_failing_program(error.kind, error.message);
        }
    }
    auto program = program_of_template(text);
    if (!match) return make_failing_program("IndexError", "list index out of range");
    return program;
}

}  // namespace

bool has_expression(std::string_view text) {
    return first_match(text).has_value();
}

Result<std::unique_ptr<InlineProgram>> compile_jinja_text(std::string_view text) {
    try {
        return program_of_text(text);
    } catch (const SyntaxError& error) {
        return fail(ErrorCode::grammar_invalid, error.message, error.kind);
    }
}

Result<std::unique_ptr<InlineProgram>> compile_jinja_expression(std::string_view expression) {
    try {
        return program_of_expression(expression);
    } catch (const SyntaxError& error) {
        return fail(ErrorCode::grammar_invalid, error.message, error.kind);
    }
}

}  // namespace wf::expr::jinja
