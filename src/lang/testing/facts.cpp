#include "lang/testing/facts.hpp"

#include <charconv>

namespace wf::lang::testing {
namespace {

Value source_of(const std::optional<expr::Template>& optional) {
    return optional ? optional->source() : Value{};
}

Value of_input(const std::vector<InputParameter>& input) {
    ListBuilder list;
    for (const InputParameter& parameter : input) {
        list.push(
            parameter.required ? Value::list({parameter.name})
                               : Value::list({parameter.name, parameter.default_value})
        );
    }
    return std::move(list).freeze();
}

Value of_call(const CallSpec& call) {
    return Value::dict({
        {"name", call.text},
        {"dynamic", call.name_is_dynamic},
        {"input", call.input.source()},
        {"input_is_expression", call.input_is_expression},
    });
}

Value of_publish(const PublishSpec& publish) {
    return Value::dict(
        {{"branch", source_of(publish.branch)}, {"global", source_of(publish.global)}}
    );
}

Value of_retry(const std::optional<RetrySpec>& retry) {
    if (!retry) return {};
    return Value::dict({
        {"count", retry->count.source()},
        {"delay", retry->delay.source()},
        {"break-on", source_of(retry->break_on)},
        {"continue-on", source_of(retry->continue_on)},
    });
}

Value of_policies(const PolicySpec& policies) {
    return Value::dict({
        {"pause-before", source_of(policies.pause_before)},
        {"wait-before", source_of(policies.wait_before)},
        {"wait-after", source_of(policies.wait_after)},
        {"fail-on", source_of(policies.fail_on)},
        {"retry", of_retry(policies.retry)},
        {"timeout", source_of(policies.timeout)},
        {"concurrency", source_of(policies.concurrency)},
    });
}

Value names_of(const std::vector<TaskNo>& numbers, const Program& program) {
    ListBuilder list;
    for (const TaskNo number : numbers) list.push(program.tasks[number].name);
    return std::move(list).freeze();
}

// "b", or "!fail" for a command; with a condition or parameters, a list of all three.
Value of_transition(const Transition& transition, const Program& program) {
    constexpr std::string_view commands[] = {"", "!noop", "!fail", "!succeed", "!pause"};
    const Value name = transition.command == EngineCommand::none
                           ? Value{program.tasks[transition.target].name}
                           : Value{commands[static_cast<std::size_t>(transition.command)]};
    const Value parameters = transition.parameters.source();
    if (!transition.condition && parameters.is_null()) return name;
    return Value::list({name, source_of(transition.condition), parameters});
}

Value of_join(const JoinSpec& join) {
    if (join.kind == JoinSpec::Kind::none) return {};
    return join.kind == JoinSpec::Kind::all ? Value{"all"} : Value{join.count};
}

Value of_task(const TaskSpec& task, const Program& program) {
    DictBuilder facts;
    facts.set("is_workflow", task.is_workflow);
    facts.set("call", of_call(task.call));
    DictBuilder items;
    for (const WithItem& item : task.with_items) items.set(item.variable, item.source.source());
    facts.set("with-items", std::move(items).freeze());
    facts.set("target", source_of(task.target));
    facts.set("keep-result", task.keep_result);
    facts.set("safe-rerun", task.safe_rerun);
    facts.set("join", of_join(task.join));
    facts.set("policies", of_policies(task.policies));
    for (const Clause c :
         {Clause::on_success, Clause::on_error, Clause::on_complete, Clause::on_skip}) {
        ListBuilder list;
        for (const Transition& t : task.clause(c).transitions) list.push(of_transition(t, program));
        facts.set(name_of(c), std::move(list).freeze());
    }
    facts.set("publish", of_publish(task.publish_on_success));
    facts.set("publish-on-error", of_publish(task.publish_on_error));
    facts.set("publish-on-skip", of_publish(task.publish_on_skip));
    facts.set("has_on_error", task.has_on_error);
    facts.set("inbound", names_of(task.inbound, program));
    facts.set("requires", names_of(task.requirements, program));
    facts.set("tags", task.tags);
    facts.set("spec", task.spec);
    return std::move(facts).freeze();
}

Value of_warnings(const std::vector<Diagnostic>& warnings) {
    ListBuilder list;
    for (const Diagnostic& warning : warnings) list.push(to_line(warning));
    return std::move(list).freeze();
}

}  // namespace

Value facts_of(const Program& program) {
    DictBuilder tasks;
    for (const TaskSpec& task : program.tasks) tasks.set(task.name, of_task(task, program));
    return Value::dict({
        {"name", program.name},
        {"workbook_name", program.workbook_name},
        {"type", program.type == WorkflowType::direct ? "direct" : "reverse"},
        {"checksum", program.checksum},
        {"input", of_input(program.input)},
        {"vars", source_of(program.vars)},
        {"output", source_of(program.output)},
        {"output-on-error", source_of(program.output_on_error)},
        {"output_on_error_text", program.output_on_error_text},
        {"tasks", std::move(tasks).freeze()},
        {"start", names_of(program.start_tasks, program)},
        {"has_joins", program.has_joins},
        {"has_several_ends", program.has_several_ends},
        {"tags", program.tags},
        {"description", program.description},
        {"spec", program.spec},
    });
}

Value facts_of(const WorkflowDefinition& definition) {
    return Value::dict({
        {"name", definition.name},
        {"definition", definition.definition},
        {"checksum", definition.checksum},
        {"tags", definition.tags},
        {"input_text", definition.input_text},
        {"interface", definition.interface},
        {"warnings", of_warnings(definition.warnings)},
        {"program", facts_of(*definition.program)},
    });
}

Value facts_of(const ActionDefinition& definition) {
    const AdhocAction& action = *definition.action;
    return Value::dict({
        {"name", definition.name},
        {"workbook_name", action.workbook_name},
        {"definition", definition.definition},
        {"tags", definition.tags},
        {"description", definition.description},
        {"input_text", definition.input_text},
        {"input", of_input(action.input)},
        {"base", of_call(action.base)},
        {"has_base_input", action.has_base_input},
        {"output", source_of(action.output)},
        {"spec", definition.spec},
        {"warnings", of_warnings(definition.warnings)},
    });
}

Value facts_of(const WorkbookDefinition& book) {
    ListBuilder workflows;
    for (const WorkflowDefinition& workflow : book.workflows) workflows.push(facts_of(workflow));
    ListBuilder actions;
    for (const ActionDefinition& action : book.actions) actions.push(facts_of(action));
    return Value::dict({
        {"name", book.name},
        {"tags", book.tags},
        {"description", book.description},
        {"spec", book.spec},
        {"workflows", std::move(workflows).freeze()},
        {"actions", std::move(actions).freeze()},
        {"warnings", of_warnings(book.warnings)},
    });
}

Value fact_at(const Value& facts, std::string_view path) {
    Value at = facts;
    while (!path.empty()) {
        const std::size_t dot = std::min(path.find('.'), path.size());
        const std::string_view step = path.substr(0, dot);
        path.remove_prefix(std::min(dot + 1, path.size()));
        if (at.is_list()) {
            std::size_t index = 0;
            std::from_chars(step.data(), step.data() + step.size(), index);
            at = index < at.size() ? Value{at.at(index)} : Value{};
        } else {
            at = Value{at[step]};
        }
    }
    return at;
}

}  // namespace wf::lang::testing
