#include "runtime/worker.hpp"

#include "engine/rebuild.hpp"
#include "runtime/change_collector.hpp"

#include <algorithm>

namespace wf {
namespace {

constexpr Millis idle_wait{1000};
constexpr std::uint32_t attempts_max =
    5;  // commits that may fail with a command before it is refused
constexpr Millis retry_pause_max{2000};  // between commits while the database is away
constexpr std::size_t recovery_batch = 1000;

Error busy(std::string_view why) {
    return Error{ErrorCode::busy, std::string{why}, {}, {}};
}

}  // namespace

Worker::Worker(
    const RuntimeOptions& options,
    const RuntimeDependencies& deps,
    DefinitionCache& definitions,
    std::vector<Fence> fences
)
    : options_(options), storage_(deps.storage), dispatcher_(deps.dispatcher), clock_(deps.clock),
      log_(deps.log), on_notifications_(deps.on_notifications), definitions_(definitions),
      foreign_(deps.storage), reads_(definitions, foreign_),
      own_random_(deps.random == nullptr ? std::make_unique<SystemRandom>() : nullptr),
      random_(deps.random == nullptr ? *own_random_ : *deps.random), fences_(std::move(fences)),
      mailbox_(options.mailbox_limit) {
}

engine::Env Worker::env() {
    return {
        .now = now_,
        .random = &random_,
        .definitions = &reads_,
        .reader = &reads_,
        .options = &options_.engine,
    };
}

void Worker::run() {
    while (turn(idle_wait)) {
        if (rest_ > Millis{0}) mailbox_.pause(rest_);
    }
}

/// Every unfinished tree of an earlier run is loaded once, which derives what it still has to do.
/// Goes on in the next turn where the database has failed.
void Worker::recover_unfinished() {
    std::size_t count = 0;
    while (must_recover_) {
        const auto roots = storage_.unfinished_roots(recovered_to_, recovery_batch);
        if (!roots) {
            log_.error("recovery_failed", {{"why", roots.error()}});
            rest_ = retry_pause_max;
            return;
        }
        for (const Id& root : *roots) {
            const bool mine = std::ranges::any_of(fences_, [&](const Fence& f) {
                return f.shard == shard_of(root) % storage_.shard_count();
            });
            if (!mine) continue;
            load_again(root);
            ++count;
        }
        must_recover_ = roots->size() == recovery_batch;
        if (!roots->empty()) recovered_to_ = roots->back();
    }
    if (count > 0) log_.info("recovering", {{"executions", count}});
}

void Worker::load_again(const Id& root) {
    Envelope envelope{RecoverTree{root}, root, {}, 0, 0};
    mailbox_.post(envelope, true);
}

/// False when there is nothing left to do for ever.
bool Worker::turn(Millis patience) {
    Millis wait = patience;
    rest_ = Millis{0};
    if (must_recover_) recover_unfinished();
    now_ = clock_.now();
    if (const auto due = timers_.next_due()) wait = std::clamp(*due - now_, Millis{0}, patience);
    if (!ready_.empty()) wait = Millis{0};
    std::vector<Envelope> batch = mailbox_.take(options_.batch_commands, wait);
    if (batch.empty() && ready_.empty() && mailbox_.is_closed()) return mailbox_.size() > 0;
    now_ = clock_.now();
    ++turn_no_;
    run_commands(std::move(batch));
    run_due_timers();
    check_leases();
    run_ready_trees();
    if (!commit()) return true;
    perform_effects();
    drop_finished_trees();
    evict_idle_trees();
    return true;
}

void Worker::run_commands(std::vector<Envelope> batch) {
    batch_ = std::move(batch);
    for (Envelope& envelope : batch_) carry_out(envelope);
}

void Worker::run_due_timers() {
    while (const auto timer = timers_.take_due(now_)) {
        Error why;
        Resident* resident = find_or_load(root_of(timer->task_execution_id), why);
        if (resident == nullptr) {
            // Deleted meanwhile, or the database is away: loading arms the timer again.
            if (info_of(why.code).retryable) load_again(root_of(timer->task_execution_id));
            continue;
        }
        resident->runner.execute(
            TimerFired{timer->task_execution_id, timer->due}, 0, env(), effects_
        );
        touch(root_of(timer->task_execution_id), *resident);
    }
}

/// Slices of the trees that have work, in turn, until this commit is large enough.
void Worker::run_ready_trees() {
    std::size_t rows = 0;
    for (const Id& root : touched_) rows += dirty_rows(trees_.at(root).runner.tree());
    while (!ready_.empty() && rows < options_.batch_rows) {
        const Id root = ready_.front();
        ready_.pop_front();
        Resident& resident = trees_.at(root);
        resident.is_ready = false;
        const std::size_t before = dirty_rows(resident.runner.tree());
        resident.runner.work(options_.slice_steps, env(), effects_);
        rows += dirty_rows(resident.runner.tree()) - before;
        touch(root, resident);
    }
}

void Worker::collect_notices(ChangeSet& changes) {
    for (const Id& root : touched_) {
        for (const NotificationRow& notice : trees_.at(root).runner.notices())
            changes.notifications.push_back(&notice);
    }
    for (const NotificationRow& notice : last_notices_) changes.notifications.push_back(&notice);
}

bool Worker::commit() {
    if (const Result<void> done = store(); !done) {
        give_up_turn(done.error());
        return false;
    }
    for (const Id& root : touched_) {
        engine::TreeRunner& runner = trees_.at(root).runner;
        settle(runner.tree());
        runner.notices().clear();
    }
    last_notices_.clear();
    return true;
}

Result<void> Worker::store() {
    if (auto failure = reads_.take_failure()) return tl::unexpected(*std::move(failure));
    ChangeSet changes;
    for (const Id& root : touched_) {
        Resident& resident = trees_.at(root);
        collect(resident.runner.tree(), resident.runner.has_work(), changes);
    }
    collect_notices(changes);
    changes.deleted_trees = deleted_trees_;
    changes.deleted_rows = deleted_rows_;
    // Also without a change: who does not own the shard any more must not answer from old memory,
    // nor dispatch what another node has dispatched.
    if (changes.empty() && effects_.empty() && replies_.empty()) return {};
    changes.fences = fences_of_turn();
    WF_CHECK(storage_.commit(changes));
    failed_commits_ = 0;
    if (!changes.notifications.empty() && on_notifications_) on_notifications_();
    return {};
}

void Worker::give_up_turn(const Error& why) {
    log_.error("commit_failed", {{"why", why}, {"commands", batch_.size()}});
    forget_touched(why.code != ErrorCode::storage_conflict);
    rest_ = std::min(Millis{10LL << std::min(failed_commits_++, 10U)}, retry_pause_max);
}

/// Begun in this turn, so that its command runs once more.
bool Worker::is_new(const Id& root) const {
    return std::ranges::any_of(batch_, [&](const Envelope& e) {
        return e.root == root && std::holds_alternative<RunAction>(e.command);
    });
}

/// Memory never outruns the disk: what could not be stored is forgotten and asked for again, unless
/// another node has the shard now.
void Worker::forget_touched(bool still_ours) {
    for (const Id& root : touched_) {
        const auto it = trees_.find(root);
        if (it == trees_.end()) continue;
        aliases_.erase(alias_of(it->second));
        const auto& actions = it->second.runner.tree().actions;
        const bool is_stored = actions.empty() || !actions.front().transient;
        trees_.erase(it);
        std::erase(ready_, root);
        if (is_new(root)) {
            awaited_runs_.erase(root);
        } else if (!is_stored) {
            refuse_lost_run(root);
        }
        if (still_ours) load_again(root);
    }
    touched_.clear();
    effects_.clear();
    for (const auto& [action, until] : heard_of_) dispatched_.grant(action, until);
    heard_of_.clear();
    deleted_trees_.clear();
    deleted_rows_.clear();
    last_notices_.clear();
    replies_.clear();
    for (Envelope& envelope : batch_) {
        if (envelope.root.is_nil()) continue;  // postponed
        give_back_handler(envelope);
        if (++envelope.attempts < attempts_max) {
            mailbox_.post(envelope, true);
        } else if (envelope.on_reply) {
            envelope.on_reply(tl::unexpected(busy("the database does not take changes; try again"))
            );
        }
    }
    batch_.clear();
}

void Worker::perform_effects() {
    std::vector<Effect> effects = std::move(effects_);
    effects_.clear();
    for (Effect& effect : effects) std::visit([&](auto& e) { perform(e); }, effect);
    for (auto& [envelope, reply] : replies_) {
        if (envelope->on_reply) envelope->on_reply(std::move(reply));
    }
    replies_.clear();
    batch_.clear();
    heard_of_.clear();
    deleted_trees_.clear();
    deleted_rows_.clear();
}

std::vector<Fence> Worker::fences_of_turn() const {
    const std::uint32_t shards = storage_.shard_count();
    std::vector<bool> needed(shards, false);
    for (const Envelope& envelope : batch_) {
        if (!envelope.root.is_nil()) needed[shard_of(envelope.root) % shards] = true;
    }
    for (const Id& root : touched_) needed[shard_of(root) % shards] = true;
    for (const Id& root : deleted_trees_) needed[shard_of(root) % shards] = true;
    for (const Id& row : deleted_rows_) needed[shard_of(row) % shards] = true;
    std::vector<Fence> fences;
    for (const Fence& fence : fences_) {
        if (needed[fence.shard]) fences.push_back(fence);
    }
    return fences;
}

std::string Worker::alias_of(const Resident& resident) const {
    const Tree& tree = resident.runner.tree();
    return tree.workflows.empty() ? std::string{} : tree.workflows.front().row.alias;
}

std::uint64_t Worker::await_answer(Envelope& envelope) {
    if (!envelope.on_reply) return 0;
    envelope.token = ++last_token_;
    waiting_.emplace(envelope.token, std::move(envelope.on_reply));
    envelope.on_reply = nullptr;
    return envelope.token;
}

/// The command of this envelope runs once more: its handler is needed again.
void Worker::give_back_handler(Envelope& envelope) {
    const auto it = waiting_.find(envelope.token);
    if (envelope.token == 0 || it == waiting_.end()) return;
    envelope.on_reply = std::move(it->second);
    waiting_.erase(it);
    envelope.token = 0;
}

void Worker::reply_later(Envelope& envelope, Result<Reply> reply) {
    replies_.emplace_back(&envelope, std::move(reply));
}

void Worker::perform(ArmTimer& effect) {
    timers_.arm({effect.due, effect.task_execution_id});
}

void Worker::perform(Answer& effect) {
    const auto it = waiting_.find(effect.token);
    if (it == waiting_.end()) return;
    const ReplyHandler handler = std::move(it->second);
    waiting_.erase(it);
    handler(std::move(effect.reply));
}

void Worker::perform(ForgetTree& effect) {
    trees_.erase(effect.root);
}

void Worker::drop_finished_trees() {
    for (const Id& root : touched_) {
        const auto it = trees_.find(root);
        if (it == trees_.end()) continue;
        Resident& resident = it->second;
        resident.is_touched = false;
        const Tree& tree = resident.runner.tree();
        if (resident.runner.has_work()) {
            if (!resident.is_ready) ready_.push_back(root);
            resident.is_ready = true;
        } else if (!tree.is_active()) {
            awaited_runs_.erase(root);
            aliases_.erase(alias_of(resident));
            trees_.erase(it);
        }
    }
    touched_.clear();
}

/// Everything such a tree waits for comes from outside and loads it again: timers stay armed,
/// results of asynchronous actions arrive as commands. Actions that run in this process keep their
/// tree.
bool Worker::may_be_evicted(const Resident& resident) const {
    if (resident.is_ready || resident.runner.has_work()) return false;
    if (resident.runner.tree().actions_in_flight == 0) return true;
    return std::ranges::none_of(resident.runner.tree().actions, [&](const ActionNode& action) {
        return is_incomplete(action.row.state) && dispatched_.is_out(action.row.id);
    });
}

void Worker::evict_idle_trees() {
    if (trees_.size() <= options_.resident_trees_max) return;
    std::vector<std::pair<std::uint64_t, Id>> by_age;
    by_age.reserve(trees_.size());
    for (const auto& [root, resident] : trees_) by_age.emplace_back(resident.last_turn, root);
    std::ranges::sort(by_age);
    // A tenth at a time, so that the search is not repeated in every turn.
    std::size_t surplus =
        trees_.size() - options_.resident_trees_max + options_.resident_trees_max / 10;
    for (const auto& [turn, root] : by_age) {
        if (surplus == 0) break;
        const auto it = trees_.find(root);
        if (!may_be_evicted(it->second)) continue;
        aliases_.erase(alias_of(it->second));
        trees_.erase(it);
        --surplus;
    }
}

void Worker::touch(const Id& root, Resident& resident) {
    resident.last_turn = turn_no_;
    if (!resident.is_touched) {
        resident.is_touched = true;
        touched_.push_back(root);
    }
    if (resident.runner.has_work() && !resident.is_ready) {
        resident.is_ready = true;
        ready_.push_back(root);
    }
}

void Worker::visit_trees(const TreeVisitor& visit) const {
    for (const auto& [root, resident] : trees_)
        visit(resident.runner.tree(), resident.runner.has_work());
}

Worker::Resident& Worker::place(const Id& root, Tree tree) {
    tree.root = root;
    return trees_.insert_or_assign(root, Resident{engine::TreeRunner(std::move(tree))})
        .first->second;
}

/// The tree as it is stored, not yet recovered and in nobody's hands.
Result<Tree> Worker::load(const Id& root) {
    WF_TRY(std::optional<StoredTree> stored, storage_.load_tree(root));
    if (!stored) return fail(ErrorCode::not_found, "there is no execution tree " + to_text(root));
    engine::TreeRows rows{
        root, std::move(stored->workflows), std::move(stored->tasks), std::move(stored->actions)};
    Result<Tree> tree = engine::rebuild(std::move(rows), [this](const WorkflowExecutionRow& row) {
        return definitions_.pinned_program(row);
    });
    if (!tree) log_.error("load_failed", {{"execution", root}, {"why", tree.error()}});
    return tree;
}

Worker::Resident* Worker::find_or_load(const Id& root, Error& why) {
    if (const auto it = trees_.find(root); it != trees_.end()) return &it->second;
    if (is_being_deleted(root)) {
        why = busy("the execution is being deleted");
        return nullptr;
    }
    Result<Tree> tree = load(root);
    if (!tree) {
        why = std::move(tree).error();
        return nullptr;
    }
    Resident& resident = place(root, *std::move(tree));
    if (const std::string alias = alias_of(resident); !alias.empty()) aliases_[alias] = root;
    resident.runner.recover(env(), effects_);
    wait_again(root, resident);
    touch(root, resident);
    return &resident;
}

}  // namespace wf
