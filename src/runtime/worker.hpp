// One thread and the trees of its shards: the turn of design §2.
#pragma once
#include "engine/runner.hpp"
#include "runtime/definition_cache.hpp"
#include "runtime/foreign_executions.hpp"
#include "runtime/mailbox.hpp"
#include "runtime/random.hpp"
#include "runtime/runtime.hpp"
#include "runtime/turn_reads.hpp"
#include "scheduler/lease_table.hpp"
#include "scheduler/timer_queue.hpp"

#include <deque>
#include <map>
#include <mutex>
#include <unordered_map>

namespace wf {

class Worker {
public:
    /// `fences`: the shards it owns.
    Worker(
        const RuntimeOptions& options,
        const RuntimeDependencies& deps,
        DefinitionCache& definitions,
        std::vector<Fence> fences
    );

    Mailbox& mailbox() { return mailbox_; }

    /// Actions of this worker's shards that an executor has reported. Any thread.
    void hear(const std::vector<Id>& alive);
    /// As SignsOfLife says. Any thread.
    std::optional<Instant> last_heard_of(const Id& action) const;

    /// The thread's body; returns when the mailbox is closed and everything is worked off.
    void run();

    /// One turn, for a caller that is the thread itself; waits for work at most `patience`. False
    /// when there is nothing left to do for ever.
    bool turn(Millis patience);

    /// Commands wait or trees have follow-ups to work off.
    bool has_work() const { return must_recover_ || mailbox_.size() > 0 || !ready_.empty(); }

    std::optional<Instant> next_timer() const { return timers_.next_due(); }

    void visit_trees(const TreeVisitor& visit) const;

private:
    struct Resident {
        engine::TreeRunner runner;
        std::uint64_t last_turn = 0;  ///< when it was touched
        bool is_ready = false;        ///< is in ready_
        bool is_touched = false;      ///< is in touched_
    };

    // One turn.
    void recover_unfinished();
    void run_commands(std::vector<Envelope> batch);
    void run_due_timers();
    void check_leases();
    void run_ready_trees();
    bool commit();
    void collect_notices(ChangeSet& changes);
    Result<void> store();
    void give_up_turn(const Error& why);
    void perform_effects();
    void drop_finished_trees();
    void evict_idle_trees();

    // Commands.
    void carry_out(Envelope& envelope);
    void carry_out_explain(Envelope& envelope, const ExplainExecution& command);
    void execute_in(const Id& root, Resident& resident, Envelope& envelope);
    void postpone(Envelope& envelope);

    // Commands that start something.
    void carry_out_start(Envelope& envelope, const StartWorkflow& command);
    void carry_out_run(Envelope& envelope);
    bool answer_existing(Envelope& envelope, const StartWorkflow& command);
    bool answer_stored(Envelope& envelope);
    void wait_again(const Id& root, Resident& resident);
    void refuse_lost_run(const Id& root);

    // Commands that delete.
    void carry_out_delete(Envelope& envelope, const DeleteWorkflow& command);
    void carry_out_delete(Envelope& envelope, const DeleteAction& command);
    bool delete_unloaded(Envelope& envelope, const DeleteWorkflow& command);
    bool is_being_deleted(const Id& root) const;

    // Trees.
    Resident* find_or_load(const Id& root, Error& why);
    Result<Tree> load(const Id& root);
    Resident& place(const Id& root, Tree tree);
    void touch(const Id& root, Resident& resident);
    void forget_touched(bool still_ours);
    void load_again(const Id& root);
    bool is_new(const Id& root) const;
    bool may_be_evicted(const Resident& resident) const;

    engine::Env env();
    void reply_later(Envelope& envelope, Result<Reply> reply);
    std::uint64_t await_answer(Envelope& envelope);
    void give_back_handler(Envelope& envelope);
    std::vector<Fence> fences_of_turn() const;
    std::string alias_of(const Resident& resident) const;
    void hear_of(const Id& action);
    void renew_leases();
    void take_over_report(ActionNode& action);
    void take_over_reports(Resident& resident);
    void perform(DispatchAction& effect);
    void perform(ArmTimer& effect);
    void perform(Answer& effect);
    void perform(ForgetTree& effect);

    const RuntimeOptions options_;
    Storage& storage_;
    ActionDispatcher& dispatcher_;
    const Clock& clock_;
    Logger& log_;
    const std::function<void()> on_notifications_;
    DefinitionCache& definitions_;
    ForeignExecutions foreign_;
    TurnReads reads_;
    std::unique_ptr<SystemRandom> own_random_;  ///< null: the given one is used
    expr::RandomSource& random_;
    std::vector<Fence> fences_;
    Mailbox mailbox_;
    TimerQueue timers_;

    std::unordered_map<Id, Resident> trees_;
    std::deque<Id> ready_;  ///< trees with follow-ups to work off, round robin
    std::unordered_map<std::string, Id> aliases_;  ///< of resident trees, committed or not
    LeaseTable dispatched_;  ///< actions this process has handed out, without a result yet
    Instant leases_checked_at_;
    mutable std::mutex reports_mutex_;
    std::unordered_map<Id, Instant> reports_;  ///< of executors: the last one of each action
    bool must_recover_ = true;  ///< unfinished trees of earlier runs are not all asked for
    Id recovered_to_;           ///< up to this root they are

    // Of the turn.
    Instant now_;
    std::uint64_t turn_no_ = 0;
    std::vector<Envelope> batch_;  ///< commands of this turn, kept until they are durable
    std::vector<Id> touched_;
    std::vector<Effect> effects_;
    std::vector<Id> deleted_trees_;
    std::vector<Id> deleted_living_;  ///< those of them that still had something to do
    std::vector<Id> deleted_rows_;
    std::vector<NotificationRow> last_notices_;     ///< of trees that were deleted in this turn
    std::vector<std::pair<Id, Instant>> heard_of_;  ///< taken from dispatched_ in this turn
    std::vector<std::pair<Envelope*, Result<Reply>>>
        replies_;                                    ///< not from the engine: refusals, deletions
    std::map<std::uint64_t, ReplyHandler> waiting_;  ///< by token
    std::unordered_map<Id, std::uint64_t>
        awaited_runs_;  ///< stand-alone actions whose end somebody waits for, and the token
    std::uint64_t last_token_ = 0;
    std::uint32_t failed_commits_ = 0;
    Millis rest_{0};  ///< before the next turn: the last commit has failed
};

}  // namespace wf
