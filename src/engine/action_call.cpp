#include "engine/action_call.hpp"

#include "engine/context.hpp"
#include "engine/scope.hpp"
#include "lang/input_check.hpp"

#include <algorithm>

namespace wf::engine {
namespace {

constexpr std::string_view adhoc_class = "mistral.actions.adhoc.AdHocAction";

/// First the workflow's namespace, then the default one.
Result<ResolvedAction> find_in_namespaces(
    const Step& step, const CallSite& site, const std::string& name
) {
    Definitions& definitions = *step.env.definitions;
    Result<ResolvedAction> found = definitions.find_action(name, site.name_space, site.project);
    if (found || site.name_space.empty() || found.error().code != ErrorCode::not_found)
        return found;
    return definitions.find_action(name, {}, site.project);
}

Result<ResolvedAction> find_action(
    const Step& step, const CallSite& site, const std::string& name
) {
    if (!site.workbook.empty()) {
        Result<ResolvedAction> member = find_in_namespaces(step, site, site.workbook + "." + name);
        if (member || member.error().code != ErrorCode::not_found) return member;
    }
    Result<ResolvedAction> found = find_in_namespaces(step, site, name);
    if (found || found.error().code != ErrorCode::not_found) return found;
    std::string where = site.workflow == no_ix ? "" : ", namespace=" + site.name_space;
    return fail(ErrorCode::not_found, "Failed to find action [action_name=" + name + where + "]");
}

Error instantiation_failed(const AdhocAction& action, const std::string& why) {
    return Error{
        ErrorCode::invalid_argument,
        "Failed to instantiate an action [action_desc=AdHoc action [name=" + action.name +
            ", definition=" + action.definition_text + "]]: " + why,
        {},
        "instantiate",
    };
}

/// What the base of an ad-hoc action gets: base-input over own input, task inbound, env, workflow
/// context.
Result<Value> next_input(
    const Step& step, const CallSite& site, const AdhocAction& action, const Value& own
) {
    if (!action.has_base_input) return Value::dict({});
    if (action.base.input.is_constant()) return action.base.input.source();
    Value below = Value::dict({});
    if (site.workflow != no_ix) below = workflow_scope(step, site.workflow);
    if (site.task != no_ix)
        below = layered(
            *step.env.options, below, inbound_context(step.tree, *step.env.options, site.task).data
        );
    return evaluate_over(
        step, site.workflow, action.base.input, layered(*step.env.options, below, own)
    );
}

Result<void> check_signature(const ActionSignature& signature, const Value& input) {
    const CheckedObject object{signature.name, signature.class_name, signature.any_keywords};
    if (auto text = input_mismatch(object, signature.parameters, input)) {
        return fail(ErrorCode::invalid_argument, std::move(*text));
    }
    return {};
}

/// Walks from an ad-hoc action down to the built-in one.
Result<void> descend(
    const Step& step, const CallSite& site, ActionCall& call, AdhocActionPtr action
) {
    const AdhocAction& outermost = *action;
    CallSite base_site = site;
    base_site.workbook.clear();  // `base` is not resolved inside the workbook
    Value input = call.input;
    while (true) {
        const CheckedObject object{action->name, adhoc_class};
        if (call.chain.empty()) {
            if (auto text = input_mismatch(object, action->input, input)) {
                return fail(ErrorCode::invalid_argument, std::move(*text));
            }
        }
        call.chain.push_back(action);
        const Value own = with_defaults(action->input, input);
        WF_TRY(input, next_input(step, site, *action, own));
        Result<ResolvedAction> base = find_action(step, base_site, action->base.text);
        if (!base) {
            const std::string why = "Failed to find base action [action_name=" + action->base.text +
                                    " namespace=" + site.name_space + "] ";
            return tl::unexpected(instantiation_failed(outermost, why));
        }
        if (base->builtin != nullptr) {
            call.signature = base->builtin;
            call.base_input = std::move(input);
            return {};
        }
        const bool seen = std::ranges::any_of(call.chain, [&](const AdhocActionPtr& a) {
            return a->name == base->adhoc->name;
        });
        if (seen) {
            const std::string why =
                "Found a cycle in an ad-hoc action chain [action_name=" + outermost.name +
                ", duplicate_action_name=" + base->adhoc->name + "]";
            return tl::unexpected(instantiation_failed(outermost, why));
        }
        action = base->adhoc;
    }
}

Value fill_missing(const Value& given, const Value& defaults) {
    DictBuilder filled(given.is_dict() ? given : Value::dict({}));
    for (const Member& m : defaults.members()) {
        const Value* mine = given.find(m.key);
        if (mine == nullptr) {
            filled.set(m.key, m.value);
        } else if (mine->is_dict() && m.value.is_dict()) {
            filled.set(m.key, fill_missing(*mine, m.value));
        }
    }
    return std::move(filled).freeze();
}

}  // namespace

CallSite call_site(const Step& step, TaskIx task) {
    const WorkflowNode& workflow = step.workflow_of(step.task(task));
    const Value* name_space = workflow.row.params.find("namespace");
    return {
        .workflow = step.task(task).workflow,
        .task = task,
        .workbook = workflow.row.workbook_name,
        .name_space = name_space != nullptr && name_space->is_string() ? name_space->to_string()
                                                                       : std::string{},
        .project = workflow.row.project_id,
    };
}

Value with_env_defaults(const Step& step, const std::string& written_name, Value input) {
    const Value& env = step.workflow(0).row.params["env"];
    const Value* defaults = env["__actions"].find(written_name);
    if (defaults == nullptr || !defaults->is_dict()) return input;
    return fill_missing(input, *defaults);
}

Result<ActionCall> prepare_call(
    const Step& step, const CallSite& site, const std::string& name, Value input
) {
    ActionCall call;
    call.input = input.is_null() ? Value::dict({}) : std::move(input);
    WF_TRY(ResolvedAction found, find_action(step, site, name.empty() ? "std.noop" : name));
    if (found.builtin != nullptr) {
        WF_CHECK(check_signature(*found.builtin, call.input));
        call.name = found.builtin->name;
        call.signature = found.builtin;
        call.base_input = call.input;
        return call;
    }
    call.name = found.adhoc->name;
    WF_CHECK(descend(step, site, call, found.adhoc));
    if (auto checked = check_signature(*call.signature, call.base_input); !checked) {
        return tl::unexpected(instantiation_failed(*call.chain.front(), checked.error().message));
    }
    return call;
}

Result<Value> convert_output(
    const Step& step, const std::vector<AdhocActionPtr>& chain, WorkflowIx workflow, Value data
) {
    for (auto it = chain.rbegin(); it != chain.rend(); ++it) {
        if (!(*it)->output) continue;
        WF_TRY(data, evaluate_over(step, workflow, *(*it)->output, data));
    }
    return data;
}

}  // namespace wf::engine
