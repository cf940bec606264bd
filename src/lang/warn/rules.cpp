#include "lang/warn/rules.hpp"

#include "lang/warn/checks.hpp"

#include <algorithm>

namespace wf::lang {
namespace {

// Rules without a function are found while the text is read.
constexpr WarningRule rules[] = {
    {"after-end",
     "a target stands behind an unconditional `fail` or `succeed` in the same list, so it never "
     "starts",
     "on-success: [fail, cleanup]",
     warn_after_end},
    {"clause-mapping",
     "a mapping directly under an on-clause is read as the form with `publish` and `next`; without "
     "these keys it leads nowhere, and the task named in it starts at once",
     "on-success: {next_task: <% $.ok %>}",
     warn_clause_mapping},
    {"command-parameter",
     "parameters of an ordinary task, or other ones than `msg` of an engine command, are ignored",
     "on-error: fail message='boom boom'",
     warn_command_parameter},
    {"concurrency-without-items",
     "`concurrency` limits the items of `with-items`; without it, it does nothing",
     "t: {action: std.noop, concurrency: 2}",
     warn_concurrency_without_items},
    {"default-not-evaluated",
     "the default of an input is never evaluated: an expression reaches the tasks as literal text",
     "input: [{n: <% $.m + 1 %>}]",
     warn_default_not_evaluated,
     warn_default_not_evaluated_in_action},
    {"default-stays",
     "0 or false does not switch off a policy of `task-defaults`: the default applies",
     "task-defaults: {timeout: 60}, tasks: {t: {timeout: 0}}",
     warn_default_stays},
    {"defaults-without-effect",
     "`on-…` in the defaults of a reverse workflow and `requires` in those of a direct one do "
     "nothing",
     "task-defaults: {requires: [setup]}",
     warn_defaults_without_effect},
    {"dropped-parameter",
     "a `key=value` of the short call syntax is passed over because the value is not one of its "
     "forms",
     "action: std.http url=http://host/path",
     warn_dropped_parameter,
     warn_dropped_parameter_in_action},
    {"duplicate-key",
     "a key is written twice in one mapping; the last one counts",
     "t: {action: std.noop, action: std.echo}"},
    {"flag-not-evaluated",
     "`keep-result` and `safe-rerun` are not evaluated: any expression counts as true",
     "keep-result: <% $.verbose %>",
     warn_flag_not_evaluated},
    {"ignored-text",
     "a part of a short call is neither name nor parameter and is ignored",
     "workflow: my flow x=1",
     warn_ignored_text,
     warn_ignored_text_in_action},
    {"input-twice",
     "an input is declared twice; the last declaration counts",
     "input: [n, {n: 1}]",
     warn_input_twice,
     warn_input_twice_in_action},
    {"items-rest",
     "text behind the list or expression of `with-items` is ignored",
     "with-items: i in <% $.a %>_<% $.b %>",
     warn_items_rest},
    {"join-never-fires",
     "the tasks that a join waits for can never all arrive",
     "a: {on-success: b, on-error: c}, and behind b and c: {join: all}",
     warn_join_never_fires},
    {"join-zero", "`join: 0` is no join at all", "join: 0", warn_join_zero},
    {"publish-in-defaults",
     "`publish` in an on-clause of `task-defaults` is ignored",
     "task-defaults: {on-error: {publish: {branch: {x: 1}}}}",
     warn_publish_in_defaults},
    {"publish-not-applied",
     "`atomic` is accepted as a scope of `publish` and never applied",
     "on-success: {publish: {atomic: {x: 1}}}",
     warn_publish_not_applied},
    {"publish-overwritten",
     "two clauses publish the same name at the same time: `on-complete` beats `publish` beats "
     "`on-success`",
     "publish: {x: 1}, on-success: {publish: {branch: {x: 2}}}",
     warn_publish_overwritten},
    {"retry-without-effect",
     "`retry` with `count: 0` never repeats anything",
     "retry: {count: 0, delay: 5}",
     warn_retry_without_effect},
    {"task-named-as-command",
     "a transition to `noop`, `fail`, `succeed` or `pause` always means the engine command, never "
     "a "
     "task of that name",
     "tasks: {fail: {action: std.noop}}",
     warn_task_named_as_command},
    {"unknown-variable",
     "an expression reads a name from the context that no input, variable or `publish` provides",
     "input: {x: <% $.nmae %>}",
     warn_unknown_variable},
    {"unknown-workflow-key",
     "a key of a workflow is not known and ignored",
     "ouput: {x: <% $.x %>}",
     warn_unknown_workflow_key},
    {"unreachable-task",
     "a task has inbound transitions, but no way leads to it from a start task",
     "tasks: {a: {}, b: {on-success: c}, c: {on-success: b}}",
     warn_unreachable_task},
    {"wrong-expression",
     "an expression that is not checked when a definition is stored has a grammar error and will "
     "fail "
     "when it is evaluated",
     "output: {a: {b: <% $.( %>}}",
     warn_wrong_expression,
     warn_wrong_expression_in_action},
};

static_assert(std::ranges::is_sorted(rules, {}, &WarningRule::name));

}  // namespace

std::span<const WarningRule> warning_rules() {
    return rules;
}

void warn_about_workflow(const WorkflowView& view) {
    if (!view.out.validates()) return;
    for (const WarningRule& rule : rules) {
        if (rule.workflow != nullptr) rule.workflow(view);
    }
}

void warn_about_action(const ActionView& view) {
    if (!view.out.validates()) return;
    for (const WarningRule& rule : rules) {
        if (rule.action != nullptr) rule.action(view);
    }
}

}  // namespace wf::lang
