#include "engine/failure.hpp"

#include "engine/result.hpp"
#include "value/json.hpp"

namespace wf::engine {
namespace {

std::string with_notes(std::string head, const Error& error) {
    head += ":\n";
    head += error.message;
    for (const std::string& note : error.notes) head += "\n  " + note;
    return cut_info(std::move(head));
}

}  // namespace

std::string run_failure(const Step& step, TaskIx task, const Error& error) {
    const TaskNode& node = step.task(task);
    return with_notes(
        "Failed to run task [error=" + error.message +
            ", wf=" + step.workflow_of(node).row.workflow_name + ", task=" + node.row.name + "]",
        error
    );
}

std::string completion_failure(const Step& step, TaskIx task, const Error& error) {
    const TaskNode& node = step.task(task);
    if (!node.actions.empty())
        return completion_failure(step, task, step.action(node.actions.back()).row.name, error);
    return with_notes(
        "Failed to complete task [error=" + error.message +
            ", wf=" + step.workflow_of(node).row.workflow_name + ", task=" + node.row.name + "]",
        error
    );
}

std::string completion_failure(
    const Step& step, TaskIx task, std::string_view action, const Error& error
) {
    const TaskNode& node = step.task(task);
    return with_notes(
        "Failed to handle action completion [error=" + error.message +
            ", wf=" + step.workflow_of(node).row.workflow_name + ", task=" + node.row.name +
            ", action=" + std::string{action} + "]",
        error
    );
}

std::string action_failure(
    const Step& step, TaskIx task, std::string_view action, const Error& error
) {
    return with_notes(
        "Failed to complete action [error=" + error.message + ", action=" + std::string{action} +
            ", task=" + step.task(task).row.name + "]",
        error
    );
}

void force_fail(Step& step, TaskIx task, std::string text) {
    const TaskNode& node = step.task(task);
    step.emit(TaskFinished{task, State::error, text, true});
    if (is_completed(step.workflow_of(node).row.state)) return;
    step.then_first(FinishWorkflow{node.workflow, State::error, std::move(text)});
}

Result<void> check_size(const Step& step, std::string_view field, const Value& value) {
    const std::int64_t limit_kb = step.env.options->field_size_limit_kb;
    if (limit_kb < 0) return {};
    const auto limit = static_cast<std::size_t>(limit_kb) * 1024;
    // A value's text is at most about twice as long as the memory it takes: small ones are not
    // printed.
    if (value.memory_bytes() * 2 < limit) return {};
    const std::size_t size = to_json(value).size();
    if (size <= limit) return {};
    return fail(
        ErrorCode::limit_exceeded,
        "Field size limit exceeded [class=TaskExecution, field=" + std::string{field} + ", size=" +
            std::to_string(size / 1024) + "KB, limit=" + std::to_string(limit_kb) + "KB]"
    );
}

}  // namespace wf::engine
