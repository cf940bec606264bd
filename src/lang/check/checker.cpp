#include "lang/check/checker.hpp"

#include "lang/check/shapes.hpp"
#include "lang/text/names.hpp"

namespace wf::lang {

void Checker::add(const Place& at, Diagnostic diagnostic) {
    diagnostic.line = at.node().mark.line;
    diagnostic.column = at.node().mark.column;
    diagnostic.path = at.path();
    found_.add(std::move(diagnostic));
}

void Checker::schema(const Place& at, std::string message, Help help) {
    if (!validates()) return;
    add(at,
        {.path = {},
         .message = std::move(message),
         .hint = std::move(help.hint),
         .suggestion = std::move(help.suggestion),
         .rule = help.rule,
         .stage = Stage::schema,
         .kind = "InvalidModelException"});
}

void Checker::construction(const Place& at, std::string message, std::string kind) {
    add(at,
        {.path = {},
         .message = std::move(message),
         .hint = {},
         .suggestion = {},
         .rule = {},
         .stage = Stage::construction,
         .kind = std::move(kind)});
}

void Checker::meaning(const Place& at, std::string message, std::string_view rule) {
    if (!validates()) return;
    add(at,
        {.path = {},
         .message = std::move(message),
         .hint = {},
         .suggestion = {},
         .rule = rule,
         .stage = Stage::meaning,
         .kind = "InvalidModelException"});
}

void Checker::graph(Stage stage, yaml::Mark at, std::string path, std::string message, Help help) {
    if (!validates()) return;
    found_.add(
        {.line = at.line,
         .column = at.column,
         .path = std::move(path),
         .message = std::move(message),
         .hint = std::move(help.hint),
         .suggestion = std::move(help.suggestion),
         .rule = help.rule,
         .stage = stage,
         .kind = "InvalidModelException"}
    );
}

void Checker::no_start(const Place& at, std::string message) {
    if (!validates()) return;
    add(at,
        {.path = {},
         .message = std::move(message),
         .hint = {},
         .suggestion = {},
         .rule = {},
         .stage = Stage::starts,
         .kind = "DSLParsingException"});
}

void Checker::stored_name(const Place& at, std::string_view name) {
    auto problem = problem_of_stored_name(name);
    if (!problem) return;
    add(at,
        {.path = {},
         .message = *std::move(problem),
         .hint = {},
         .suggestion = {},
         .rule = {},
         .stage = Stage::storing,
         .code = ErrorCode::invalid_argument,
         .kind = {}});
}

void Checker::warning(const Place& at, std::string message, Help help) {
    warning(at.node().mark, at.path(), std::move(message), std::move(help));
}

void Checker::warning(yaml::Mark at, std::string path, std::string message, Help help) {
    found_.add(
        {.severity = Severity::warning,
         .line = at.line,
         .column = at.column,
         .path = std::move(path),
         .message = std::move(message),
         .hint = std::move(help.hint),
         .suggestion = std::move(help.suggestion),
         .rule = help.rule,
         .kind = {}}
    );
}

void Checker::expression(const Place& at) {
    if (at.node().is_text()) expression_text(at, at.node().text());
}

void Checker::expressions_of_members(const Place& at) {
    if (!validates()) return;
    for_each_member(at, [this](const Place& member) { expression(member); });
}

std::optional<Error> Checker::grammar_error(std::string_view text) const {
    auto checked = expr::validate_text(text, options_);
    return checked ? std::nullopt : std::optional{std::move(checked).error()};
}

void Checker::expression_text(const Place& at, std::string_view text) {
    if (!validates()) return;
    auto found = grammar_error(text);
    if (!found) return;
    Error error = *std::move(found);
    add(at,
        {.path = {},
         .message = std::move(error.message),
         .hint = "in " + shown(text),
         .suggestion = {},
         .rule = {},
         .stage = Stage::meaning,
         .code = error.code,
         .kind = std::move(error.kind)});
}

}  // namespace wf::lang
