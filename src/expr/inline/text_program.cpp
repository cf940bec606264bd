// Detection of the language, compilation, and the wording of errors.
#include "expr/inline/text_program.hpp"

#include "expr/jinja/jinja.hpp"
#include "expr/yaql/inline_text.hpp"

#include <new>

namespace wf::expr {
namespace {

// `open` ... `close` within one line.
bool has_pair(std::string_view text, std::string_view open, std::string_view close) {
    for (std::size_t at = text.find(open); at != std::string_view::npos; at = text.find(open, at)) {
        const std::size_t line_feed = text.find('\n', at);
        const std::string_view lines = text.substr(0, line_feed);
        if (lines.find(close, at + open.size()) != std::string_view::npos) return true;
        if (line_feed == std::string_view::npos) return false;
        at = line_feed;
    }
    return false;
}

bool has_jinja(std::string_view text) {
    return has_pair(text, "{{", "}}") || has_pair(text, "{%", "%}");
}

Error wrapped(Language language, std::string_view expression, const EvalError& error) {
    const bool yaql = language == Language::yaql;
    std::string message = yaql ? "Can not evaluate YAQL expression [expression="
                               : "Can not evaluate Jinja expression [expression=";
    message += expression;
    message += ", error=";
    message += error.message;
    message += ']';
    const ErrorCode code =
        error.is_limit ? ErrorCode::limit_exceeded : ErrorCode::evaluation_failed;
    return Error{
        code,
        std::move(message),
        {error.kind + ": " + error.message},
        yaql ? "YaqlEvaluation" : "JinjaEvaluation"};
}

}  // namespace

std::string_view name_of(Language language) {
    return language == Language::yaql ? "yaql" : "jinja";
}

std::optional<Language> language_of(std::string_view text) {
    if (has_jinja(text)) return Language::jinja;
    if (yaql::has_yaql(text)) return Language::yaql;
    return std::nullopt;
}

Result<std::shared_ptr<const TextProgram>> TextProgram::compile(
    std::string_view text, Language language, const yaql::Grammar& grammar
) {
    auto program = language == Language::yaql ? yaql::compile_yaql_text(text, grammar)
                                              : jinja::compile_jinja_text(text);
    if (!program) return tl::unexpected(std::move(program).error());
    auto made = std::make_shared<TextProgram>();
    made->text_ = text;
    made->language_ = language;
    made->program_ = *std::move(program);
    return std::shared_ptr<const TextProgram>(std::move(made));
}

Result<Value> TextProgram::evaluate(Context& context) const {
    WF_CHECK(check_allowed(language_, context.options()));
    context.set_language(language_);
    try {
        return program_->evaluate(context);
    } catch (const EvalError& error) {
        const std::string_view shown =
            error.expression.empty() ? std::string_view{text_} : error.expression;
        return tl::unexpected(wrapped(language_, shown, error));
    } catch (const std::bad_alloc&) {
        const EvalError error{"MemoryError", "out of memory", true, {}};
        return tl::unexpected(wrapped(language_, text_, error));
    }
}

Result<void> check_allowed(Language language, const Options& options) {
    if (language == Language::yaql ? options.yaql_allowed : options.jinja_allowed) return {};
    std::string message = "The '";
    message += name_of(language);
    message += "' expression language is disabled by the operator.";
    return fail(ErrorCode::evaluation_failed, std::move(message), "Evaluation");
}

Result<void> check_unmixed(std::string_view text) {
    if (!has_jinja(text) || !yaql::has_yaql(text)) return {};
    return fail(
        ErrorCode::grammar_invalid,
        "The line already contains an expression of type 'jinja'. Mixing expression types in a "
        "single line is not allowed.",
        "ExpressionGrammar"
    );
}

Result<void> check_text(
    std::string_view text, const Options& options, const yaql::Grammar& grammar
) {
    const std::optional<Language> language = language_of(text);
    if (!language) return {};
    if (Result<void> allowed = check_allowed(*language, options); !allowed) {
        return fail(
            ErrorCode::grammar_invalid, std::move(allowed.error().message), "ExpressionGrammar"
        );
    }
    // In this order: a broken Jinja text is reported as such before the YAQL in it.
    auto program = TextProgram::compile(text, *language, grammar);
    if (!program) return tl::unexpected(as_grammar_error(*language, std::move(program).error()));
    return check_unmixed(text);
}

Error as_grammar_error(Language language, Error bare) {
    if (language == Language::yaql)
        return Error{ErrorCode::grammar_invalid, std::move(bare.message), {}, "YaqlGrammar"};
    return Error{
        ErrorCode::grammar_invalid, "Syntax error '" + bare.message + "'.", {}, "JinjaGrammar"};
}

Error as_evaluation_error(Language language, Error bare, std::string_view text) {
    if (language == Language::jinja && !jinja::has_expression(text))
        return wrapped(
            language, text, EvalError{"IndexError", "list index out of range", false, {}}
        );
    // The front end notes which of several expressions does not parse.
    const std::string_view shown = bare.notes.empty() ? text : std::string_view{bare.notes.front()};
    return wrapped(language, shown, EvalError{bare.kind, bare.message, false, {}});
}

}  // namespace wf::expr
