// Works on one tree: external commands, then the follow-ups they cause, in a loop and in slices.
#pragma once
#include "engine/step.hpp"
#include "model/notification.hpp"

#include <deque>
#include <unordered_set>

namespace wf::engine {

class TreeRunner {
public:
    explicit TreeRunner(Tree tree) : tree_(std::move(tree)) {}

    const Tree& tree() const { return tree_; }

    /// For the shell's bookkeeping of dirty rows after a commit; everything else goes through
    /// events.
    Tree& tree() { return tree_; }

    /// Carries out a command; effects (the answer among them) are appended to `effects`. The
    /// follow-ups wait for work(). `token` 0: nobody wants an answer.
    void execute(
        const Command& command, std::uint64_t token, const Env& env, std::vector<Effect>& effects
    );
    /// Derives from the rows what is still to be done (after a load).
    void recover(const Env& env, std::vector<Effect>& effects);
    /// Works off follow-ups until none is left or about `steps_max` were done. True: none is left.
    bool work(std::size_t steps_max, const Env& env, std::vector<Effect>& effects);

    bool has_work() const { return !queue_.empty(); }

    /// Messages about changes of state since the caller has emptied this; they belong into the
    /// commit of those changes.
    std::vector<NotificationRow>& notices() { return notices_; }

private:
    void absorb(Decisions& decisions, const Env& env, std::vector<Effect>& effects);
    void finish_step(const Env& env, std::vector<Effect>& effects);
    void step_once(const FollowUp& next, const Env& env, std::vector<Effect>& effects);
    void enqueue(FollowUp next);
    void answer(NodeRef about, std::uint64_t token, std::vector<Effect>& effects) const;
    void answer_waiting(const std::vector<EventBody>& events, std::vector<Effect>& effects) const;
    void enforce_size(const Env& env);

    Tree tree_;
    std::deque<FollowUp> first_;
    std::deque<FollowUp> queue_;
    std::unordered_set<WorkflowIx> refreshing_;  // a RefreshJoins waits in the queue already
    std::vector<NotificationRow> notices_;
    Decisions scratch_;  // reused, so that a step does not allocate
    bool over_limit_ = false;
};

/// What the rows of a tree still ask for. Pure; used by TreeRunner::recover.
void recover(Step& step);

/// The first violation of the liveness invariant, or nothing: every execution that is not finished
/// has a future cause. Meaningful while no follow-up waits.
std::optional<std::string> find_stuck(const Tree& tree);

}  // namespace wf::engine
