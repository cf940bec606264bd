// A task runs: its input is evaluated and its action or sub-workflow executions are created.
#include "engine/executions.hpp"
#include "engine/failure.hpp"
#include "engine/handler/handlers.hpp"
#include "engine/items.hpp"
#include "engine/tree_state.hpp"
#include "value/python_text.hpp"

#include <algorithm>

namespace wf::engine {
namespace {

std::string_view python_type(const Value& value) {
    switch (value.kind()) {
    case Kind::list: return "<class 'list'>";
    case Kind::string: return "<class 'str'>";
    case Kind::boolean: return "<class 'bool'>";
    case Kind::integer:
    case Kind::big_integer: return "<class 'int'>";
    case Kind::floating: return "<class 'float'>";
    case Kind::null: return "<class 'NoneType'>";
    default: return "<class 'object'>";
    }
}

Result<Value> evaluate_input(const TaskScope& scope, const TaskSpec& spec) {
    WF_TRY(Value input, scope.evaluate(spec.call.input));
    if (input.is_null() && !spec.call.input_is_expression) return Value::dict({});
    if (input.is_dict()) return input;
    return fail(
        ErrorCode::evaluation_failed,
        "Wrong dynamic input for task: " + spec.name + ". Dict type is expected. Actual type: " +
            std::string{python_type(input)} + ". Actual value: " + python_str(input)
    );
}

/// Name of the action or workflow: evaluated without with-items variables.
Result<std::string> evaluate_name(const Step& step, TaskIx task, const TaskSpec& spec) {
    if (!spec.call.name_is_dynamic) return spec.call.text;
    WF_TRY(const Value name, TaskScope(step, task).evaluate(spec.call.name));
    return name.is_string() ? name.to_string() : truthy(name) ? python_str(name) : std::string{};
}

Scheduled create(
    Step& step, TaskIx task, const std::string& name, Value input, std::uint32_t index
) {
    return step.spec_of(step.task(task)).is_workflow
               ? create_child(step, task, name, input, index)
               : create_action(step, task, name, std::move(input), index);
}

void run_plain(Step& step, TaskIx task) {
    const TaskSpec& spec = step.spec_of(step.task(task));
    const Result<std::string> name = evaluate_name(step, task, spec);
    if (!name) return force_fail(step, task, run_failure(step, task, name.error()));
    Result<Value> input = evaluate_input(TaskScope(step, task), spec);
    if (!input) return force_fail(step, task, run_failure(step, task, input.error()));
    const Scheduled created = create(step, task, *name, *std::move(input), 0);
    if (!created) return fail_schedule(step, task, created.error());
    step.then(CheckTask{task});
}

void plan_items(Step& step, TaskIx task) {
    Result<Items> items = evaluate_items(step, task);
    if (!items) return force_fail(step, task, run_failure(step, task, items.error()));
    step.emit(ItemsPlanned{task, items->count, std::move(items->sources)});
    step.then_first(ScheduleItems{task});
}

}  // namespace

void handle(Step& step, const RunTask& f) {
    const TaskNode& node = step.task(f.task);
    if (node.row.state != State::running && node.row.state != State::paused) return;
    if (!step.spec_of(node).with_items.empty()) return plan_items(step, f.task);
    if (node.in_flight + node.succeeded + node.failed + node.cancelled > 0) return;
    run_plain(step, f.task);
}

namespace {

/// Next index to create an execution for; -1: none left. `created` counts those of this step.
std::int64_t next_item(const TaskNode& node, std::uint32_t created) {
    if (!node.item_gaps.empty()) {
        return created < node.item_gaps.size()
                   ? static_cast<std::int64_t>(node.item_gaps[node.item_gaps.size() - 1 - created])
                   : -1;
    }
    const std::int64_t index = node.next_index + created;
    return index < node.row.items_count ? index : -1;
}

/// How many executions this step may create.
std::uint32_t room(const Step& step, const TaskNode& node) {
    const std::uint32_t slice = step.env.options->slice_items;
    if (node.row.concurrency == 0) return slice;
    const std::int64_t free = node.row.concurrency - static_cast<std::int64_t>(node.in_flight);
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(free, 0, slice));
}

}  // namespace

void handle(Step& step, const ScheduleItems& f) {
    const TaskNode& node = step.task(f.task);
    if (is_completed(node.row.state) || node.row.items_count < 0) return;
    const TaskSpec& spec = step.spec_of(node);
    if (node.items.empty() && node.row.items_count > 0)
        return plan_items(step, f.task);  // after a reload
    const Result<std::string> name = evaluate_name(step, f.task, spec);
    if (!name) return fail_schedule(step, f.task, ScheduleFailure{name.error(), Fault::orderly});
    const std::uint32_t limit = room(step, node);
    std::uint32_t created = 0;
    for (; created < limit; ++created) {
        const std::int64_t index = next_item(node, created);
        if (index < 0) break;
        const auto at = static_cast<std::uint32_t>(index);
        Result<Value> input =
            evaluate_input(TaskScope(step, f.task, item_variables(spec, node.items, at)), spec);
        if (!input)
            return fail_schedule(step, f.task, ScheduleFailure{input.error(), Fault::orderly});
        const Scheduled made = create(step, f.task, *name, *std::move(input), at);
        if (!made) return fail_schedule(step, f.task, made.error());
    }
    step.then(CheckTask{f.task});
}

}  // namespace wf::engine
