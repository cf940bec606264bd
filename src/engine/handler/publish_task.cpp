// A task has just completed: what it publishes, then the judgement of its policies.
#include "engine/failure.hpp"
#include "engine/handler/handlers.hpp"
#include "engine/policy/after.hpp"

#include <algorithm>

namespace wf::engine {
namespace {

const PublishSpec* publish_spec(const TaskSpec& spec, State state) {
    switch (state) {
    case State::success: return &spec.publish_on_success;
    case State::error: return &spec.publish_on_error;
    case State::skipped: return &spec.publish_on_skip;
    default: return nullptr;
    }
}

Result<Value> evaluate_part(
    const Step& step, const TaskScope& scope, const std::optional<expr::Template>& part
) {
    if (!part) return Value{};
    WF_TRY(Value value, scope.evaluate(*part));
    WF_CHECK(check_size(step, "published", value));
    return value;
}

/// The original forgets results after publishing when keep-result is off; sub-workflow outputs
/// stay.
void drop_results(Step& step, const TaskNode& node) {
    for (const ActionIx ix : node.actions) {
        if (step.action(ix).row.accepted) step.emit(ResultDropped{ix});
    }
}

Result<void> publish(Step& step, TaskIx task, const PublishSpec& spec) {
    const TaskScope scope(step, task);
    WF_TRY(Value branch, evaluate_part(step, scope, spec.branch));
    WF_TRY(Value global, evaluate_part(step, scope, spec.global));
    if (truthy(global)) step.emit(GlobalsPublished{step.task(task).workflow, global});
    step.emit(TaskPublished{task, std::move(branch), std::move(global)});
    return {};
}

}  // namespace

void handle(Step& step, const PublishTask& f) {
    const TaskNode& node = step.task(f.task);
    if (!is_completed(node.row.state) || node.row.settled) return;
    const TaskSpec& spec = step.spec_of(node);
    const PublishSpec* clauses = publish_spec(spec, node.row.state);
    // A skipped task without publish-on-skip keeps what it had published.
    if (clauses != nullptr && (clauses->branch || clauses->global)) {
        if (auto done = publish(step, f.task, *clauses); !done) {
            return force_fail(step, f.task, completion_failure(step, f.task, done.error()));
        }
    }
    if (!spec.keep_result) drop_results(step, node);
    step.then_first(SettleTask{f.task});
}

namespace {

bool policies_apply(const TaskNode& node, const TaskSpec& spec) {
    if (node.row.state != State::success && node.row.state != State::error) return false;
    // A join that failed by its inbound tasks has run nothing that could be tried again.
    const bool failed_join = spec.join.kind != JoinSpec::Kind::none &&
                             node.row.state == State::error && node.row.context_count == 0;
    return !failed_join;
}

}  // namespace

void handle(Step& step, const SettleTask& f) {
    const TaskNode& node = step.task(f.task);
    if (!is_completed(node.row.state) || node.row.settled) return;
    const TaskSpec& spec = step.spec_of(node);
    if (policies_apply(node, spec)) {
        const TaskScope inbound(step, f.task);
        const TaskScope outbound(step, f.task, TaskView::outbound);
        const AfterInput input{f.task, spec.policies, inbound, outbound};
        for (const AfterPolicy policy : after_completion) {
            const Result<Judgement> judged = policy(step, input);
            if (!judged)
                return force_fail(step, f.task, completion_failure(step, f.task, judged.error()));
            if (*judged == Judgement::changed) return;
        }
    }
    step.emit(TaskSettled{f.task});
    step.then(ContinueTask{f.task});
}

}  // namespace wf::engine
