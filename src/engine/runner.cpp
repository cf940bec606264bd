#include "engine/runner.hpp"

#include "engine/apply/apply.hpp"
#include "engine/handler/handlers.hpp"
#include "engine/notices.hpp"

#include <algorithm>
#include <iterator>

namespace wf::engine {
namespace {

/// Hands each kind of command what it needs besides itself.
struct CommandVisitor {
    Step& step;
    Id root;
    std::uint64_t token;

    void operator()(const StartWorkflow& c) { handle(step, c, root); }

    void operator()(const RunAction& c) { handle(step, c, root, token); }

    void operator()(const DeleteWorkflow&) {
        WF_ASSERT(false, "deletions are the shell's: they only remove rows");
    }

    void operator()(const DeleteAction&) {
        WF_ASSERT(false, "deletions are the shell's: they only remove rows");
    }

    void operator()(const ExplainExecution&) {
        WF_ASSERT(false, "explanations are the shell's: they only read the tree");
    }

    void operator()(const RecoverTree&) { recover(step); }

    template <class C>
    void operator()(const C& c) {
        handle(step, c);
    }
};

Reply reply_about(const Tree& tree, NodeRef about) {
    Reply reply;
    switch (about.kind) {
    case NodeKind::workflow: reply.workflow = tree.workflows[about.index].row; break;
    case NodeKind::task: {
        const TaskNode& node = tree.tasks[about.index];
        const WorkflowExecutionRow& owner = tree.workflows[node.workflow].row;
        reply.task = node.row;
        reply.task->workflow_name = owner.workflow_name;
        reply.task->workflow_namespace = owner.workflow_namespace;
        reply.task->workflow_id = owner.workflow_id;
        reply.task->project_id = owner.project_id;
        break;
    }
    case NodeKind::action: {
        const ActionNode& node = tree.actions[about.index];
        reply.action = node.row;
        if (node.transient) reply.action->id = {};
        if (node.task == no_ix) break;
        const TaskNode& task = tree.tasks[node.task];
        const WorkflowExecutionRow& owner = tree.workflows[task.workflow].row;
        reply.action->task_name = task.row.name;
        reply.action->workflow_name = owner.workflow_name;
        reply.action->workflow_namespace = owner.workflow_namespace;
        reply.action->project_id = owner.project_id;
        break;
    }
    case NodeKind::none: break;
    }
    return reply;
}

}  // namespace

void TreeRunner::enqueue(FollowUp next) {
    if (const auto* refresh = std::get_if<RefreshJoins>(&next)) {
        if (!refreshing_.insert(refresh->workflow).second) return;
    }
    queue_.push_back(std::move(next));
}

void TreeRunner::answer(NodeRef about, std::uint64_t token, std::vector<Effect>& effects) const {
    if (token == 0 || about.kind == NodeKind::none) return;
    effects.emplace_back(Answer{token, reply_about(tree_, about)});
}

/// Somebody may wait for the end of an action that an event has just finished.
void TreeRunner::answer_waiting(const std::vector<EventBody>& events, std::vector<Effect>& effects)
    const {
    for (const EventBody& event : events) {
        const auto* finished = std::get_if<ActionFinished>(&event);
        if (finished == nullptr) continue;
        answer(
            {NodeKind::action, finished->action},
            tree_.actions[finished->action].answer_token,
            effects
        );
    }
}

/// A tree that grows without end is stopped at a limit, with the reason, instead of taking the
/// server down.
void TreeRunner::enforce_size(const Env& env) {
    if (over_limit_ || tree_.value_bytes <= env.options->tree_bytes_max) return;
    over_limit_ = true;
    const std::string why = "The execution has grown over the limit of " +
                            std::to_string(env.options->tree_bytes_max >> 20U) +
                            " MB ([engine] execution_memory_limit_mb); is there an endless loop?";
    for (auto it = tree_.open_workflows.rbegin(); it != tree_.open_workflows.rend(); ++it)
        first_.push_back(FinishWorkflow{*it, State::error, why});
}

void TreeRunner::absorb(Decisions& decisions, const Env& env, std::vector<Effect>& effects) {
    const bool finishes = std::ranges::any_of(decisions.events, [](const EventBody& e) {
        return std::holds_alternative<ActionFinished>(e);
    });
    std::vector<EventBody> kept;
    if (finishes) kept = decisions.events;  // results are shared values: a cheap copy
    for (EventBody& event : decisions.events) {
        const NoticeWatch watch{tree_, event};
        apply(tree_, Event{env.now, std::move(event)});
        watch.tell(tree_, env.now, notices_);
    }
    answer_waiting(kept, effects);
    // In front of what waits already: a workflow that ends here must have ended before the next one
    // of its tasks hands on.
    first_.insert(
        first_.begin(),
        std::make_move_iterator(decisions.first.begin()),
        std::make_move_iterator(decisions.first.end())
    );
    for (FollowUp& next : decisions.follow_ups) enqueue(std::move(next));
    std::ranges::move(decisions.effects, std::back_inserter(effects));
    enforce_size(env);
}

void TreeRunner::step_once(const FollowUp& next, const Env& env, std::vector<Effect>& effects) {
    scratch_.clear();
    Step step(tree_, env, scratch_);
    if (const auto* refresh = std::get_if<RefreshJoins>(&next))
        refreshing_.erase(refresh->workflow);
    std::visit([&](const auto& f) { handle(step, f); }, next);
    absorb(scratch_, env, effects);
}

void TreeRunner::execute(
    const Command& command, std::uint64_t token, const Env& env, std::vector<Effect>& effects
) {
    Decisions decisions;
    Step step(tree_, env, decisions);
    std::visit(CommandVisitor{step, tree_.root, token}, command);
    if (decisions.rejection) {
        if (token != 0)
            effects.emplace_back(Answer{token, tl::unexpected(std::move(*decisions.rejection))});
        return;
    }
    const NodeRef about = decisions.answer_about;
    absorb(decisions, env, effects);
    finish_step(env, effects);
    answer(about, token, effects);
}

void TreeRunner::recover(const Env& env, std::vector<Effect>& effects) {
    Decisions decisions;
    Step step(tree_, env, decisions);
    engine::recover(step);
    absorb(decisions, env, effects);
    finish_step(env, effects);
}

/// What must come first belongs to the step itself: no commit falls in between, and the answer to a
/// command shows a stopped workflow as stopped.
void TreeRunner::finish_step(const Env& env, std::vector<Effect>& effects) {
    while (!first_.empty()) {
        const FollowUp next = std::move(first_.front());
        first_.pop_front();
        step_once(next, env, effects);
    }
}

bool TreeRunner::work(std::size_t steps_max, const Env& env, std::vector<Effect>& effects) {
    for (std::size_t done = 0; done < steps_max; ++done) {
        if (queue_.empty()) return true;
        const FollowUp next = std::move(queue_.front());
        queue_.pop_front();
        step_once(next, env, effects);
        finish_step(env, effects);
    }
    return queue_.empty();
}

}  // namespace wf::engine
