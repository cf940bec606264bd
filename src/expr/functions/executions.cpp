// The workflow functions that look at executions: env, execution, executions, task, tasks, global.
#include "expr/functions/families.hpp"
#include "value/freshness.hpp"
#include "value/python_text.hpp"

namespace wf::expr::functions {
namespace {

// A value that was piped into a function in place of the data: Python's complaint about value['x'].
[[noreturn]] void raise_no_members(const Value& value) {
    if (object_if(value, ObjectKind::undefined) != nullptr) {
        truth_of(value);  // fails for strict ones, in their own words
        raise("UndefinedError", "an undefined value has no members");
    }
    const std::string type{python_type_name(value)};
    if (value.is_string()) raise_type("string indices must be integers, not 'str'");
    if (value.is_list()) raise_type(type + " indices must be integers or slices, not str");
    raise_type("'" + type + "' object is not subscriptable");
}

// Without its key in the data a function fails: YAQL reads null and fails on it, Jinja2 misses the
// key.
void require_special(Context& context, std::string_view name, bool yaql_needs_it) {
    const Value* found = context.special(name);
    if (context.language() == Language::jinja) {
        const Value& data = context.scope().data;
        if (!data.is_dict()) raise_no_members(data);
        if (found == nullptr) raise("KeyError", python_repr(name));
    } else if (yaql_needs_it && (found == nullptr || found->is_null())) {
        raise_type("'NoneType' object is not subscriptable");
    }
}

/// The original hands out dicts of its own. Only the outer one is marked: what is below can be big,
/// and would have to be copied.
Value handed_out(Call& call, Value row) {
    if (call.context().language() != Language::yaql || !row.is_dict()) return row;
    return as_fresh_dict(std::move(row));
}

Value env(Call& call) {
    require_special(call.context(), "__env", false);
    const Value* found = call.context().special("__env");
    return found != nullptr ? handed_out(call, *found) : Value();
}

Value execution(Call& call) {
    require_special(call.context(), "__execution", true);
    return handed_out(call, call.context().unwrap(call.context().executions().execution()));
}

Value executions_of(Call& call) {
    const Executions::ExecutionFilter filter{
        .id = call[0],
        .root_execution_id = call[1],
        .state = call[2],
        .from_time = call[3],
        .to_time = call[4]};
    return call.context().unwrap(call.context().executions().executions(filter));
}

Value task(Call& call) {
    require_special(call.context(), "__task_execution", false);
    const Value* current = call.context().special("__task_execution");
    // The current task needs no execution; any other is looked for in the current one.
    if (current == nullptr || current->is_null())
        require_special(call.context(), "__execution", true);
    return handed_out(call, call.context().unwrap(call.context().executions().task(call[0])));
}

Value tasks(Call& call) {
    const Executions::TaskFilter filter{
        .workflow_execution_id = call[0],
        .state = call[2],
        .recursive = call.boolean(1),
        .flat = call.boolean(3)};
    const Value rows = call.context().unwrap(call.context().executions().tasks(filter));
    if (call.context().language() != Language::yaql) return rows;
    std::vector<Value> items;
    call.budget().charge(rows.size() * sizeof(Value));
    for (const Value& row : rows.items()) items.push_back(handed_out(call, row));
    return Value::list(std::move(items), ListFlavor::fresh);
}

Value global(Call& call) {
    require_special(call.context(), "__execution", true);
    return call.context().unwrap(call.context().executions().global(call[0]));
}

constexpr FunctionRow rows[] = {
    {"env", Forms::service, "", "The workflow environment.", env},
    {"execution", Forms::service, "", "The current workflow execution as a map.", execution},
    {"executions",
     Forms::service,
     "id: any = null, rootExecutionId: any = null, state: any = null, fromTime: any = null, "
     "toTime: any = null",
     "Workflow executions, filtered; created_at from fromTime to before toTime.",
     executions_of},
    {"task",
     Forms::service,
     "taskName: any = null",
     "A task execution of the current workflow execution as a map, null if unknown; the current "
     "one without "
     "a name.",
     task},
    {"tasks",
     Forms::service,
     "workflowExecutionId: any = null, recursive: bool? = false, state: any = null, flat: bool? = "
     "false",
     "Task executions, filtered.",
     tasks},
    {"global",
     Forms::service,
     "varName: any",
     "A global variable of the current execution, else null.",
     global},
};

}  // namespace

std::span<const FunctionRow> executions() {
    return rows;
}

}  // namespace wf::expr::functions
