#include "engine/result.hpp"

#include "value/python_text.hpp"

#include <algorithm>
#include <vector>

namespace wf::engine {
namespace {

constexpr std::size_t info_characters_max = 65'500;

std::vector<const TaskNode*> tasks_by_name(
    const Tree& tree, const WorkflowNode& workflow, State state
) {
    std::vector<const TaskNode*> found;
    for (const TaskIx ix : workflow.tasks) {
        if (tree.tasks[ix].row.state == state) found.push_back(&tree.tasks[ix]);
    }
    std::ranges::stable_sort(found, {}, [](const TaskNode* t) {
        return std::string_view{t->row.name};
    });
    return found;
}

void append_indented(std::string& out, const std::string& text) {
    for (const char c : text) {
        out += c;
        if (c == '\n') out += "    ";
    }
}

/// Text that is long enough: whatever follows is going to be cut.
bool is_full(const std::string& info) {
    return info.size() > 4 * info_characters_max;
}

/// The failed executions below one task; idx counts all of its executions, as the original does.
void append_causes(std::string& out, const Tree& tree, const TaskNode& task) {
    std::uint32_t idx = 0;
    for (const ActionIx ix : task.actions) {
        if (is_full(out)) return;
        const ActionExecutionRow& row = tree.actions[ix].row;
        if (row.state == State::error) {
            out += "    [action_ex_id=" + to_text(row.id) + ", idx=" + std::to_string(idx) + "]: ";
            append_indented(out, python_str(row.result));
            out += '\n';
        }
        ++idx;
    }
    for (const WorkflowIx ix : task.children) {
        if (is_full(out)) return;
        const WorkflowExecutionRow& row = tree.workflows[ix].row;
        if (row.state == State::error) {
            out += "    [wf_ex_id=" + to_text(row.id) + ", idx=" + std::to_string(idx) + "]: ";
            append_indented(out, python_str(row.output["result"]));
            out += '\n';
        }
        ++idx;
    }
}

std::string names_of(const std::vector<const TaskNode*>& tasks) {
    std::string names;
    for (const TaskNode* task : tasks) {
        if (!names.empty()) names += ", ";
        names += task->row.name;
    }
    return names;
}

}  // namespace

Value result_of(const WorkflowExecutionRow& child) {
    return child.output.is_null() ? Value::dict({}) : child.output;
}

namespace {

/// Results that count: only executions of the current attempt are accepted, and these come last.
std::vector<std::pair<std::uint32_t, Value>> accepted_results(
    const Tree& tree, const TaskNode& task
) {
    std::vector<std::pair<std::uint32_t, Value>> accepted;
    for (auto it = task.children.rbegin(); it != task.children.rend(); ++it) {
        const WorkflowExecutionRow& row = tree.workflows[*it].row;
        if (row.attempt != task.row.attempt) break;
        if (row.accepted) accepted.emplace_back(row.index, result_of(row));
    }
    for (auto it = task.actions.rbegin(); it != task.actions.rend(); ++it) {
        const ActionExecutionRow& row = tree.actions[*it].row;
        if (row.attempt != task.row.attempt) break;
        if (row.accepted) accepted.emplace_back(row.index, row.result);
    }
    std::ranges::reverse(accepted);
    return accepted;
}

Value make_result(const Tree& tree, const TaskNode& task) {
    std::vector<std::pair<std::uint32_t, Value>> accepted = accepted_results(tree, task);
    const TaskSpec& spec = tree.workflows[task.workflow].program->tasks[task.number];
    if (spec.with_items.empty() && accepted.size() == 1) return std::move(accepted.front().second);
    std::ranges::stable_sort(accepted, {}, [](const auto& entry) { return entry.first; });
    ListBuilder results(accepted.size());
    for (auto& entry : accepted) results.push(std::move(entry.second));
    return std::move(results).freeze();
}

}  // namespace

Value task_result(const Tree& tree, const TaskNode& task) {
    if (!task.result_memo) task.result_memo = make_result(tree, task);
    return *task.result_memo;
}

std::optional<std::string> info_of_result(const Value& result) {
    if (!truthy(result)) return std::nullopt;
    return cut_info(python_str(result));
}

std::string cancelled_info(const Tree& tree, WorkflowIx workflow) {
    return "Cancelled tasks: " +
           names_of(tasks_by_name(tree, tree.workflows[workflow], State::cancelled));
}

std::string failure_info(const Tree& tree, WorkflowIx workflow) {
    const WorkflowNode& node = tree.workflows[workflow];
    std::vector<const TaskNode*> failed = tasks_by_name(tree, node, State::error);
    // Tasks with an effective on-error clause are not listed, even when none of its conditions
    // held.
    std::erase_if(failed, [&](const TaskNode* t) {
        return t->row.error_handled || node.program->tasks[t->number].has_on_error;
    });
    std::string info = "Failure caused by error in tasks: " + names_of(failed) + "\n";
    for (const TaskNode* task : failed) {
        if (is_full(info)) break;
        info += "\n  " + task->row.name + " [task_ex_id=" + to_text(task->row.id) + "] -> ";
        append_indented(info, task->row.state_info.value_or("None"));
        info += '\n';
        append_causes(info, tree, *task);
    }
    return cut_info(std::move(info));
}

std::string cut_info(std::string text) {
    return cut_text(std::move(text), info_characters_max);
}

std::string cut_text(std::string text, std::size_t characters_max) {
    if (text.size() <= characters_max) return text;
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80U;
        if (!begins || characters++ < characters_max) continue;
        text.resize(at);
        return text + "...";
    }
    return text;
}

}  // namespace wf::engine
