#include "engine/policy/value.hpp"

#include "value/python_text.hpp"

namespace wf::engine {
namespace {

tl::unexpected<Error> wrong_type(
    const Value& value, std::string_view policy, std::string_view problem
) {
    return fail(
        ErrorCode::evaluation_failed,
        "Invalid data type in " + std::string{policy} + ": " + python_repr(value) +
            std::string{problem}
    );
}

/// Longest delay a policy may ask for: beyond it, adding to a point of time would overflow.
constexpr std::int64_t seconds_max = 1'000'000'000;

}  // namespace

Result<std::int64_t> integer_policy(
    const TaskScope& scope, const expr::Template& text, std::string_view policy
) {
    WF_TRY(const Value value, scope.evaluate(text));
    if (value.kind() != Kind::integer)
        return wrong_type(value, policy, " is not of type 'integer'");
    if (value.as_int() < 0) return wrong_type(value, policy, " is less than the minimum of 0");
    if (value.as_int() > seconds_max)
        return wrong_type(value, policy, " is greater than the maximum of 1000000000");
    return value.as_int();
}

Result<bool> boolean_policy(
    const TaskScope& scope, const expr::Template& text, std::string_view policy
) {
    WF_TRY(const Value value, scope.evaluate(text));
    if (!value.is_bool()) return wrong_type(value, policy, " is not of type 'boolean'");
    return value.as_bool();
}

}  // namespace wf::engine
