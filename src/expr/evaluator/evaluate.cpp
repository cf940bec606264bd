#include "expr/evaluator/evaluate.hpp"

#include "expr/evaluator/encode.hpp"
#include "expr/evaluator/row_executions.hpp"
#include "expr/inline/bare.hpp"
#include "expr/inline/text_program.hpp"
#include "expr/raw_expression.hpp"

#include <vector>

namespace wf::expr {
namespace {

/// What one evaluation works with. Lazy values of the data refer to the context.
class Evaluation {
public:
    Evaluation(const Request& request, const AnswerWorld& world)
        : request_(request), scope_(scope_of(request, world)),
          context_(scope_, request.language.value_or(Language::yaql)) {}

    Evaluation(const Evaluation&) = delete;
    Evaluation& operator=(const Evaluation&) = delete;

    Result<Value> run() {
        WF_TRY(scope_.data, decode(request_.data, context_));
        WF_TRY(executions_, RowExecutions::from(request_.db, scope_.data));
        scope_.executions = &executions_;
        if (!request_.language) return evaluate_any(request_.expression);
        if (!request_.expression.is_string()) return tl::unexpected(no_text(request_));
        const std::string_view text = request_.expression.as_string();
        if (request_.is_raw) return evaluate_raw(text);
        return evaluate_text(text, *request_.language);
    }

    static Error no_text(const Request& request) {
        const bool yaql = request.language == Language::yaql;
        const bool grammar = yaql && request.is_raw && request.operation == Operation::validate;
        return Error{
            ErrorCode::grammar_invalid,
            "the expression is no text",
            {},
            grammar ? "YaqlGrammar"
            : yaql  ? "YaqlEvaluation"
                    : "JinjaEvaluation"};
    }

private:
    static Scope scope_of(const Request& request, const AnswerWorld& world) {
        Scope scope;
        scope.random = &world.random;
        scope.now = world.now;
        scope.options = &request.options;
        return scope;
    }

    Result<Value> evaluate_raw(std::string_view text) {
        WF_CHECK(check_allowed(*request_.language, request_.options));
        std::vector<NamedValue> variables;
        for (const Member& member : request_.context.members()) {
            WF_TRY(Value value, decode(member.value, context_));
            variables.push_back({member.key.to_string(), std::move(value)});
        }
        return evaluate_bare(context_, text, variables, request_.grammar);
    }

    Result<Value> evaluate_text(std::string_view text, Language language) {
        auto program = TextProgram::compile(text, language, request_.grammar);
        if (!program)
            return tl::unexpected(as_evaluation_error(language, std::move(program).error(), text));
        return (*program)->evaluate(context_);
    }

    Result<Value> evaluate_any(const Value& expression) {
        // As Mistral does: nothing is evaluated against an empty context.
        return truthy(scope_.data) ? evaluate_part(expression) : expression;
    }

    Result<Value> evaluate_part(const Value& part) {
        if (part.is_string()) {
            const std::optional<Language> language = language_of(part.as_string());
            return language ? evaluate_text(part.as_string(), *language) : Result<Value>{part};
        }
        if (part.is_list()) return evaluate_list(part);
        if (part.is_dict()) return evaluate_dict(part);
        return part;
    }

    Result<Value> evaluate_list(const Value& list) {
        ListBuilder items(list.size());
        for (const Value& item : list.items()) {
            WF_TRY(Value value, evaluate_part(item));
            items.push(std::move(value));
        }
        return std::move(items).freeze();
    }

    Result<Value> evaluate_dict(const Value& dict) {
        DictBuilder members(dict.size());
        for (const Member& member : dict.members()) {
            WF_TRY(Value value, evaluate_part(member.value));
            members.set(member.key, std::move(value));
        }
        return std::move(members).freeze();
    }

    const Request& request_;
    Scope scope_;
    RowExecutions executions_;
    Context context_;
};

}  // namespace

Result<Value> evaluate_request(const Request& request, const AnswerWorld& world) {
    Evaluation evaluation(request, world);
    WF_TRY(const Value result, evaluation.run());
    const bool lists = request.options.convert_tuples_to_lists;
    try {
        return encode(result, lists ? Tuples::as_lists : Tuples::marked);
    } catch (const EvalError& error) {
        Error bare = as_bare_error(error);
        if (request.is_raw || !request.language) return tl::unexpected(std::move(bare));
        const std::string_view text = request.expression.as_string();
        return tl::unexpected(as_evaluation_error(*request.language, std::move(bare), text));
    }
}

Result<void> validate_request(const Request& request) {
    const bool is_text = request.expression.is_string();
    // Without a language whatever is no text is no expression, which is fine.
    if (!is_text && !request.language) return {};
    if (!is_text) return tl::unexpected(Evaluation::no_text(request));
    const std::string_view text = request.expression.as_string();
    if (!request.language) return check_text(text, request.options, request.grammar);
    if (request.is_raw) return validate_raw(*request.language, text, request.grammar);
    auto program = TextProgram::compile(text, *request.language, request.grammar);
    if (program) return {};
    return tl::unexpected(as_grammar_error(*request.language, std::move(program).error()));
}

}  // namespace wf::expr
