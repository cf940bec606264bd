#include "engine/new_workflow.hpp"

#include "engine/failure.hpp"
#include "engine/scope.hpp"
#include "lang/input_check.hpp"
#include "value/python_text.hpp"

namespace wf::engine {
namespace {

/// `params.env`: a mapping, or the name of a stored environment; nothing given is an empty one.
Result<Value> raw_environment(const Step& step, const Value& env, const std::string& project) {
    if (!truthy(env)) return Value::dict({});
    if (env.is_dict()) return env;
    if (!env.is_string()) {
        return fail(
            ErrorCode::invalid_argument,
            "Unexpected value type for environment [env=" + python_str(env) + ", type=<class '" +
                std::string{python_type_name(env)} + "'>]"
        );
    }
    WF_TRY(auto stored, step.env.definitions->find_environment(env.as_string(), project));
    if (!stored)
        return fail(ErrorCode::invalid_argument, "Environment is not found: " + env.to_string());
    return stored->is_null() ? Value::dict({}) : *stored;
}

Result<Value> evaluated_environment(
    const Step& step, const Value& params, const std::string& project
) {
    WF_TRY(Value raw, raw_environment(step, params["env"], project));
    const Value* evaluate = params.find("evaluate_env");
    if (evaluate != nullptr && !truthy(*evaluate)) return raw;
    return evaluate_over(
        step, no_ix, expr::Template::compile_lenient(raw), Value::dict({{"__env", raw}})
    );
}

Result<Value> completed_params(const Step& step, const NewWorkflow& what) {
    const Value given = what.params.is_dict() ? what.params : Value::dict({});
    DictBuilder params(given);
    const Value* asked = given.find("namespace");
    if (!what.name_space.empty() || asked == nullptr) {
        params.set(
            "namespace", what.name_space.empty() ? what.definition->name_space : what.name_space
        );
    }
    WF_TRY(Value env, evaluated_environment(step, given, what.project_id));
    params.set("env", std::move(env));
    return std::move(params).freeze();
}

Result<Value> evaluated_vars(
    const Step& step, const Program& program, const WorkflowExecutionRow& row
) {
    if (!program.vars) return Value::dict({});
    // All of the tree read the root's environment; the root itself is only about to be created.
    const Value& env =
        step.tree.workflows.empty() ? row.params["env"] : step.workflow(0).row.params["env"];
    const std::string id = row.alias.empty() ? to_text(row.id) : row.alias;
    const Value system = Value::dict({{"__execution", Value::dict({{"id", id}})}, {"__env", env}});
    return evaluate_over(step, no_ix, *program.vars, overlay(row.input, system));
}

Result<std::string> reverse_target(const Program& program, const Value& params) {
    if (program.type != WorkflowType::reverse) return std::string{};
    const Value* name = params.find("task_name");
    if (name != nullptr && name->is_string() && program.find(name->as_string()) != nullptr)
        return name->to_string();
    return fail(
        ErrorCode::invalid_argument,
        "Invalid task name [wf_spec=" + python_repr(program.spec) +
            ", task_name=" + (name == nullptr ? "None" : python_str(*name)) + "]"
    );
}

}  // namespace

Result<WorkflowExecutionRow> make_workflow_row(const Step& step, const NewWorkflow& what) {
    const Program& program = *what.definition->program;
    WorkflowExecutionRow row;
    row.id = what.id;
    row.alias = what.alias;
    row.workflow_name = what.definition->name;
    row.workflow_namespace = what.definition->name_space;
    row.workflow_id = what.definition->id;
    row.definition_checksum = program.checksum;
    row.workbook_name = program.workbook_name;
    row.project_id = what.project_id;
    row.tags = program.tags;
    row.description = what.description;
    row.state = State::running;
    row.created_at = step.env.now;

    const Value given = what.input.is_dict() ? what.input : Value::dict({});
    const bool direct = program.type == WorkflowType::direct;
    const CheckedObject object{
        row.workflow_name, direct ? "DirectWorkflowSpec" : "ReverseWorkflowSpec"};
    if (auto text = input_mismatch(object, program.input, given)) {
        return fail(ErrorCode::invalid_argument, std::move(*text));
    }
    row.input = with_defaults(program.input, given);
    WF_CHECK(check_size(step, "input", row.input));
    WF_TRY(row.params, completed_params(step, what));
    WF_CHECK(check_size(step, "params", row.params));
    WF_TRY(row.task_name, reverse_target(program, row.params));
    WF_TRY(row.context, evaluated_vars(step, program, row));
    return row;
}

}  // namespace wf::engine
