#include "lang/check/checker.hpp"

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
         .stage = Stage::schema,
         .kind = "InvalidModelException"});
}

void Checker::construction(const Place& at, std::string message, std::string kind) {
    add(at,
        {.path = {},
         .message = std::move(message),
         .hint = {},
         .suggestion = {},
         .stage = Stage::construction,
         .kind = std::move(kind)});
}

void Checker::meaning(const Place& at, std::string message) {
    if (!validates()) return;
    add(at,
        {.path = {},
         .message = std::move(message),
         .hint = {},
         .suggestion = {},
         .stage = Stage::meaning,
         .kind = "InvalidModelException"});
}

void Checker::meaning(
    yaml::Mark at, std::string path, std::string message, std::string suggestion
) {
    if (!validates()) return;
    found_.add(
        {.line = at.line,
         .column = at.column,
         .path = std::move(path),
         .message = std::move(message),
         .hint = {},
         .suggestion = std::move(suggestion),
         .stage = Stage::meaning,
         .kind = "InvalidModelException"}
    );
}

void Checker::graph(const Place& at, std::string message) {
    if (!validates()) return;
    add(at,
        {.path = {},
         .message = std::move(message),
         .hint = {},
         .suggestion = {},
         .stage = Stage::meaning,
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
         .stage = Stage::storing,
         .code = ErrorCode::invalid_argument,
         .kind = {}});
}

void Checker::warning(yaml::Mark at, std::string path, std::string message) {
    found_.add(
        {.severity = Severity::warning,
         .line = at.line,
         .column = at.column,
         .path = std::move(path),
         .message = std::move(message),
         .hint = {},
         .suggestion = {},
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

void Checker::expression_text(const Place& at, std::string_view text) {
    if (!validates()) return;
    auto checked = expr::validate_text(text, options_);
    if (checked) return;
    Error error = std::move(checked).error();
    add(at,
        {.path = {},
         .message = std::move(error.message),
         .hint = {},
         .suggestion = {},
         .stage = Stage::meaning,
         .code = error.code,
         .kind = std::move(error.kind)});
}

}  // namespace wf::lang
