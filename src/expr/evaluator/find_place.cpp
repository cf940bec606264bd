#include "expr/evaluator/find_place.hpp"

#include "expr/jinja/syntax/lexer.hpp"
#include "expr/jinja/syntax/parser.hpp"
#include "expr/jinja/syntax/syntax_error.hpp"
#include "expr/yaql/inline_text.hpp"
#include "expr/yaql/parser.hpp"
#include "expr/yaql/syntax_error.hpp"

namespace wf::expr {
namespace {

using Place = std::optional<std::size_t>;

Place yaql_syntax_error(std::string_view source) {
    try {
        yaql::parse(source);
    } catch (const yaql::SyntaxError& error) {
        return error.place;
    }
    return std::nullopt;
}

Place yaql_text_error(std::string_view text) {
    const auto program = yaql::compile_yaql_text(text);
    if (program || program.error().notes.empty()) return std::nullopt;
    const std::string_view inner = program.error().notes.front();
    const Place place = yaql_syntax_error(inner);
    const std::size_t start = text.find(inner);
    if (!place || start == std::string_view::npos) return std::nullopt;
    return start + *place;
}

/// A text that is one `{{ }}` in one line is compiled as what is inside.
bool is_single_jinja(std::string_view text) {
    return text.starts_with("{{") && text.size() >= 4 && text.find("}}", 2) == text.size() - 2 &&
           text.find('\n') == std::string_view::npos;
}

Place jinja_syntax_error(const Typed& typed) {
    try {
        if (typed.is_text) {
            jinja::Parser{jinja::lex_template(typed.text)}.parse_template();
        } else {
            jinja::Parser{jinja::lex_expression(typed.text)}.parse_single_expression();
        }
    } catch (const jinja::SyntaxError& error) {
        return error.place;
    }
    return std::nullopt;
}

/// What is between the last two quotes: "'dict object' has no attribute 'x'", "'x' is undefined".
std::string_view last_quoted(std::string_view message) {
    const std::size_t close = message.rfind('\'');
    if (close == std::string_view::npos || close == 0) return {};
    const std::size_t open = message.rfind('\'', close - 1);
    if (open == std::string_view::npos) return {};
    return message.substr(open + 1, close - open - 1);
}

jinja::Lexemes lexemes_of(const Typed& typed) {
    try {
        return typed.is_text ? jinja::lex_template(typed.text) : jinja::lex_expression(typed.text);
    } catch (const jinja::SyntaxError&) {
        return {};
    }
}

/// An undefined value fails where it is used, which may be far behind the name that is to blame:
/// the nearest one before the use, else the first one.
Place place_of_name(const Typed& typed, std::string_view name, Place used_at) {
    Place found;
    for (const jinja::Lexeme& lexeme : lexemes_of(typed)) {
        const bool is_name =
            lexeme.token == jinja::Token::name || lexeme.token == jinja::Token::string;
        if (!is_name || lexeme.text != name) continue;
        if (found && used_at && lexeme.start > *used_at) break;
        found = lexeme.start;
        if (!used_at) break;
    }
    return found;
}

Place jinja_failure(const Typed& typed, const EvalError& error) {
    Place place;
    const bool is_single = typed.is_text && is_single_jinja(typed.text);
    if (error.place) place = *error.place + (is_single ? 2 : 0);
    const bool names_culprit = error.kind == "UndefinedError" ||
                               error.kind == "TemplateAssertionError" ||
                               error.kind == "TemplateRuntimeError";
    if (!names_culprit) return place;
    const Place named = place_of_name(typed, last_quoted(error.message), place);
    return named ? named : place;
}

Place yaql_failure(const Typed& typed, const EvalError& error) {
    if (!error.place) return std::nullopt;
    const std::size_t start = typed.is_text ? typed.text.find(error.expression) : 0;
    if (start == std::string_view::npos) return std::nullopt;
    return start + *error.place;
}

}  // namespace

Place place_of_syntax_error(const Typed& typed) {
    if (typed.language == Language::jinja) return jinja_syntax_error(typed);
    return typed.is_text ? yaql_text_error(typed.text) : yaql_syntax_error(typed.text);
}

Place place_of_failure(const Typed& typed, const EvalError& error) {
    return typed.language == Language::jinja ? jinja_failure(typed, error)
                                             : yaql_failure(typed, error);
}

}  // namespace wf::expr
