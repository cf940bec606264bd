#include "expr/evaluator/row_executions.hpp"

#include "value/python_text.hpp"

#include <algorithm>
#include <unordered_set>

namespace wf::expr {
namespace {

enum class Missing : std::uint8_t { null, empty_dict, start_of_2020, action };

struct Field {
    std::string_view name;
    Missing missing = Missing::null;
    bool is_time = false;
};

constexpr Field execution_fields[] = {
    {"id"},
    {"name"},
    {"state"},
    {"state_info"},
    {"spec", Missing::empty_dict},
    {"input", Missing::empty_dict},
    {"params", Missing::empty_dict},
    {"context", Missing::empty_dict},
    {"root_execution_id"},
    {"task_execution_id"},
    {"created_at", Missing::start_of_2020, true},
    {"updated_at", Missing::start_of_2020, true},
};

constexpr Field task_fields[] = {
    {"id"},
    {"name"},
    {"spec", Missing::empty_dict},
    {"state"},
    {"state_info"},
    {"result"},
    {"published", Missing::empty_dict},
    {"type", Missing::action},
    {"workflow_execution_id"},
    {"created_at", Missing::start_of_2020, true},
    {"updated_at", Missing::null, true},
};

constexpr std::string_view execution_shown[] = {
    "id",
    "name",
    "spec",
    "input",
    "params",
    "created_at",
    "updated_at",
    "root_execution_id",
};

Value default_of(Missing missing) {
    switch (missing) {
    case Missing::empty_dict: return Value::dict({});
    case Missing::start_of_2020: return "2020-01-01 00:00:00";
    case Missing::action: return "ACTION";
    case Missing::null: break;
    }
    return {};
}

/// Times of rows and filters in one form, so that texts compare as times do.
Value as_time_text(const Value& time) {
    if (time.kind() == Kind::datetime) return datetime_text(time.as_datetime());
    if (!time.is_string()) return time;
    std::string text = time.to_string();
    if (text.size() > 10 && text[10] == 'T') text[10] = ' ';
    return text;
}

Value completed(const Value& row, std::span<const Field> fields) {
    DictBuilder made(fields.size());
    for (const Field& field : fields) {
        const Value* given = row.find(field.name);
        const Value value = given != nullptr ? *given : default_of(field.missing);
        made.set(field.name, field.is_time ? as_time_text(value) : value);
    }
    for (const Member& member : row.members())
        if (made.find(member.key) == nullptr) made.set(member.key, member.value);
    return std::move(made).freeze();
}

Result<Value> read_rows(const Value& rows, std::string_view table, std::span<const Field> fields) {
    const Value& given = rows[table];
    if (given.is_null()) return Value::list({});
    const auto is_row = [](const Value& row) { return row.is_dict(); };
    if (!given.is_list() || !std::ranges::all_of(given.items(), is_row)) {
        return fail(
            ErrorCode::invalid_argument,
            "db." + std::string{table} + " must be a list of objects",
            "BadRequest"
        );
    }
    ListBuilder list(given.size());
    for (const Value& row : given.items()) list.push(completed(row, fields));
    return std::move(list).freeze();
}

const Value* find_row(const Value& rows, const Value& id) {
    for (const Value& row : rows.items())
        if (row["id"] == id) return &row;
    return nullptr;
}

std::span<const Value* const> rows_of(
    const std::unordered_map<Value, std::vector<const Value*>>& index, const Value& key
) {
    const auto found = index.find(key);
    if (found == index.end()) return {};
    return found->second;
}

tl::unexpected<Error> missing(std::string_view what, const Value& id) {
    std::string message{what};
    message += " not found [id=" + python_str(id) + "]";
    return fail(ErrorCode::not_found, std::move(message), "DBEntityNotFoundError");
}

bool fits(const Value& wanted, const Value& found) {
    return !truthy(wanted) || wanted == found;
}

bool is_action(const Value& task) {
    return task["type"] == Value{"ACTION"};
}

}  // namespace

Result<RowExecutions> RowExecutions::from(const Value& rows, const Value& data) {
    if (!rows.is_null() && !rows.is_dict())
        return fail(ErrorCode::invalid_argument, "db must be an object", "BadRequest");
    RowExecutions made;
    WF_TRY(made.executions_, read_rows(rows, "workflow_executions", execution_fields));
    WF_TRY(made.tasks_, read_rows(rows, "task_executions", task_fields));
    // The index points into the lists, which stay where they are when `made` moves.
    for (const Value& row : made.executions_.items())
        if (const Value& id = row["task_execution_id"]; !id.is_null())
            made.children_[id].push_back(&row);
    for (const Value& row : made.tasks_.items())
        made.tasks_by_execution_[row["workflow_execution_id"]].push_back(&row);
    made.data_ = data;
    return made;
}

Result<Value> RowExecutions::current_execution() const {
    const Value& id = data_["__execution"]["id"];
    const Value* row = find_row(executions_, id);
    if (row == nullptr) return missing("WorkflowExecution", id);
    return *row;
}

Result<Value> RowExecutions::execution() {
    WF_TRY(const Value row, current_execution());
    DictBuilder shown;
    for (const std::string_view name : execution_shown) shown.set(name, row[name]);
    return std::move(shown).freeze();
}

Result<Value> RowExecutions::executions(const ExecutionFilter& filter) {
    const Value from = as_time_text(filter.from_time);
    const Value to = as_time_text(filter.to_time);
    ListBuilder found;
    for (const Value& row : executions_.items()) {
        const Value& created = row["created_at"];
        const bool in_time = created.is_string() &&
                             (!from.is_string() || created.as_string() >= from.as_string()) &&
                             (!to.is_string() || created.as_string() < to.as_string());
        if (in_time && fits(filter.id, row["id"]) && fits(filter.state, row["state"]) &&
            fits(filter.root_execution_id, row["root_execution_id"]))
            found.push(row);
    }
    return std::move(found).freeze();
}

Result<Value> RowExecutions::task(const Value& name) {
    const Value& current = data_["__task_execution"];
    if (truthy(current) && (!truthy(name) || current["name"] == name)) {
        const Value* row = find_row(tasks_, current["id"]);
        if (row == nullptr) return missing("TaskExecution", current["id"]);
        return *row;
    }
    Value latest;
    for (const Value& row : tasks_.items()) {
        const bool here = row["workflow_execution_id"] == data_["__execution"]["id"];
        if (here && row["name"] == name) latest = row;
    }
    return latest;
}

bool RowExecutions::passes(const Value& task, const TaskFilter& filter) const {
    if (!fits(filter.state, task["state"])) return false;
    if (!filter.flat || is_action(task)) return true;
    return std::ranges::none_of(rows_of(children_, task["id"]), [&](const Value* child) {
        return (*child)["state"] == task["state"];
    });
}

/// The tasks of an execution, then those of the executions that they have started.
Value RowExecutions::tasks_below(const TaskFilter& filter) const {
    ListBuilder found;
    std::unordered_set<Value> seen;
    std::vector<Value> open{filter.workflow_execution_id};
    while (!open.empty()) {
        const Value id = std::move(open.back());
        open.pop_back();
        // Rows come from outside: a circle must not be walked for ever.
        if (!seen.insert(id).second) continue;
        const auto nested_begin = static_cast<std::ptrdiff_t>(open.size());
        for (const Value* task : rows_of(tasks_by_execution_, id)) {
            if (passes(*task, filter)) found.push(*task);
            if (!filter.recursive || is_action(*task)) continue;
            for (const Value* child : rows_of(children_, (*task)["id"]))
                open.push_back((*child)["id"]);
        }
        std::reverse(open.begin() + nested_begin, open.end());
    }
    return std::move(found).freeze();
}

Result<Value> RowExecutions::tasks(const TaskFilter& filter) {
    if (truthy(filter.workflow_execution_id)) return tasks_below(filter);
    // Without an execution these are all tasks there are, nested ones too.
    ListBuilder found;
    for (const Value& row : tasks_.items())
        if (passes(row, filter)) found.push(row);
    return std::move(found).freeze();
}

Result<Value> RowExecutions::global(const Value& name) {
    WF_TRY(const Value row, current_execution());
    const Value* value = row["context"].find(name);
    return value != nullptr ? *value : Value{};
}

}  // namespace wf::expr
