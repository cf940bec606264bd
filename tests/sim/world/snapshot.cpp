#include "world/snapshot.hpp"

#include "value/json.hpp"

#include <algorithm>
#include <map>

namespace wf::sim {
namespace {

/// Rows of a tree by what they hang on.
struct Index {
    explicit Index(const StoredTree& tree) {
        for (const auto& row : tree.tasks) tasks[row.workflow_execution_id].push_back(&row);
        // What does not count any more, or came too late, may be there or not.
        for (const auto& row : tree.actions) {
            if (row.accepted) actions[row.task_execution_id].push_back(&row);
        }
        for (const auto& row : tree.workflows) {
            if (row.accepted) children[row.task_execution_id].push_back(&row);
        }
    }

    std::map<Id, std::vector<const TaskExecutionRow*>> tasks;
    std::map<Id, std::vector<const ActionExecutionRow*>> actions;
    std::map<Id, std::vector<const WorkflowExecutionRow*>> children;
};

std::string indented(const std::string& text) {
    std::string out = "  ";
    for (const char c : text) {
        out += c;
        if (c == '\n') out += "  ";
    }
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

/// Members in the order of their names: which branch has published first is chance.
Value sorted(const Value& value) {
    if (value.is_list()) {
        ListBuilder out;
        for (const Value& item : value.items()) out.push(sorted(item));
        return std::move(out).freeze();
    }
    if (!value.is_dict()) return value;
    std::map<std::string, Value> members;
    for (const Member& m : value.members()) members[to_json(m.key)] = sorted(m.value);
    DictBuilder out;
    for (const auto& [key, member] : members) out.set(key, member);
    return std::move(out).freeze();
}

std::string text_of(const Value& value) {
    return to_json(sorted(value));
}

std::string write_workflow(const Index& index, const WorkflowExecutionRow& row);

template <class Rows, class Write>
std::string sorted_lines(const Rows& rows, Write write) {
    std::vector<std::string> lines;
    for (const auto* row : rows) lines.push_back(write(*row));
    std::ranges::sort(lines);
    std::string out;
    for (const std::string& line : lines) out += indented(line);
    return out;
}

std::string write_action(const ActionExecutionRow& row) {
    return "action #" + std::to_string(row.index) + " " + std::string{name_of(row.state)} + " " +
           text_of(row.result) + "\n";
}

std::string write_task(const Index& index, const TaskExecutionRow& row) {
    std::string out = "task " + row.name + " " + std::string{name_of(row.state)} + " published " +
                      text_of(row.published) + (row.error_handled ? " handled" : "") + " retries " +
                      std::to_string(row.retry_no) + "\n";
    if (const auto it = index.actions.find(row.id); it != index.actions.end())
        out += sorted_lines(it->second, write_action);
    if (const auto it = index.children.find(row.id); it != index.children.end()) {
        out += sorted_lines(it->second, [&](const WorkflowExecutionRow& child) {
            return "#" + std::to_string(child.index) + " " + write_workflow(index, child);
        });
    }
    return out;
}

std::string write_workflow(const Index& index, const WorkflowExecutionRow& row) {
    std::string out = "workflow " + row.workflow_name + " " + std::string{name_of(row.state)} +
                      " output " + text_of(row.output) + "\n";
    const auto it = index.tasks.find(row.id);
    if (it == index.tasks.end()) return out;
    return out + sorted_lines(it->second, [&](const TaskExecutionRow& task) {
               return write_task(index, task);
           });
}

/// Texts of errors name executions as their clients do.
std::string without_alias(std::string text, const std::string& alias) {
    if (alias.empty()) return text;
    for (auto at = text.find(alias); at != std::string::npos; at = text.find(alias, at))
        text.replace(at, alias.size(), "ID");
    return text;
}

}  // namespace

std::string without_ids(std::string text) {
    constexpr std::size_t id_length = 36;
    for (std::size_t at = text.find('-'); at != std::string::npos; at = text.find('-', at + 1)) {
        if (at < 8 || at - 8 + id_length > text.size()) continue;
        if (parse_id(std::string_view{text}.substr(at - 8, id_length)))
            text.replace(at - 8, id_length, "ID");
    }
    return text;
}

std::string snapshot(Storage& disk, const Id& root) {
    const auto tree = disk.load_tree(root_of(root));
    if (!tree || !*tree || (*tree)->workflows.empty()) return {};
    const WorkflowExecutionRow& row = (*tree)->workflows.front();
    return without_alias(without_ids(write_workflow(Index{**tree}, row)), row.alias);
}

}  // namespace wf::sim
