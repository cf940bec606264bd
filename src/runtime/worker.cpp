// A turn, step by step; commands.cpp, commit.cpp, answers.cpp and residents.cpp have the steps.
#include "runtime/worker.hpp"

#include "runtime/change_collector.hpp"

#include <algorithm>

namespace wf {
namespace {

constexpr Millis idle_wait{1000};
constexpr Millis recovery_pause{2000};  // while the database is away
constexpr std::size_t recovery_batch = 1000;

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

void Worker::run() {
    while (turn(idle_wait)) {
        if (rest_ > Millis{0}) mailbox_.pause(rest_);
    }
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

/// Every unfinished tree of an earlier run is loaded once, which derives what it still has to do.
/// Goes on in the next turn where the database has failed.
void Worker::recover_unfinished() {
    std::size_t count = 0;
    while (must_recover_) {
        const auto roots = storage_.unfinished_roots(recovered_to_, recovery_batch);
        if (!roots) {
            log_.error("recovery_failed", {{"why", roots.error()}});
            rest_ = recovery_pause;
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

engine::Env Worker::env() {
    return {
        .now = now_,
        .random = &random_,
        .definitions = &reads_,
        .reader = &reads_,
        .options = &options_.engine,
    };
}

}  // namespace wf
