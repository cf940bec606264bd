#include "expr/evaluator/answer.hpp"

#include "expr/evaluator/evaluate.hpp"
#include "expr/runtime/error.hpp"
#include "value/json.hpp"

#include <exception>
#include <new>

namespace wf::expr {
namespace {

/// As deep as the reader can: data may be deep, and answers with it are refused as too deep.
constexpr JsonLimits line_limits{.depth_max = 1000};

/// "KeyError: 'b'" is the first note of a wrapped error.
std::string_view cause_of(const Error& error) {
    if (error.notes.empty()) return {};
    const std::string_view note = error.notes.front();
    const std::size_t colon = note.find(": ");
    return colon == std::string_view::npos ? std::string_view{} : note.substr(0, colon);
}

Value described(const Error& error) {
    DictBuilder fields;
    fields.set("type", error.kind.empty() ? Value{"RuntimeError"} : Value{error.kind});
    fields.set("message", error.message);
    if (const std::string_view cause = cause_of(error); !cause.empty()) fields.set("cause", cause);
    return std::move(fields).freeze();
}

Result<Value> result_of(const Value& request, const AnswerWorld& world) {
    WF_TRY(const Request checked, read_request(request, world.options));
    if (checked.operation == Operation::eval) return evaluate_request(checked, world);
    WF_CHECK(validate_request(checked));
    return true;
}

// Whatever went wrong inside must not end a process that answers others.
Result<Value> guarded_result(const Value& request, const AnswerWorld& world) {
    try {
        return result_of(request, world);
    } catch (const EvalError& error) {
        return fail(ErrorCode::evaluation_failed, error.message, error.kind);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::limit_exceeded, "out of memory", "MemoryError");
    } catch (const std::exception& error) {
        return fail(
            ErrorCode::internal, std::string{"internal error: "} + error.what(), "RuntimeError"
        );
    }
}

Value answer_with(const Value& id, const Result<Value>& result) {
    if (result) return Value::dict({{"id", id}, {"result", *result}});
    return Value::dict({{"id", id}, {"error", described(result.error())}});
}

}  // namespace

Value answer(const Value& request, const AnswerWorld& world) {
    return answer_with(request["id"], guarded_result(request, world));
}

std::string answer_line(std::string_view line, const AnswerWorld& world) {
    Result<Value> request = parse_json(line, line_limits);
    if (request) return to_json(answer(*request, world));
    return to_json(answer_with(
        {}, fail(ErrorCode::invalid_argument, std::move(request.error().message), "BadRequest")
    ));
}

}  // namespace wf::expr
