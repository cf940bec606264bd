// The engine as a running service: workers own shards, take commands from mailboxes, commit in
// groups and act afterwards. This is the CommandSink of the whole process.
#pragma once
#include "engine/env.hpp"
#include "model/tree.hpp"
#include "ports/action_dispatcher.hpp"
#include "ports/clock.hpp"
#include "ports/command_sink.hpp"
#include "ports/heartbeat_sink.hpp"
#include "ports/signs_of_life.hpp"
#include "ports/storage.hpp"
#include "telemetry/log.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace wf {

/// When an executor that says nothing counts as lost.
struct HeartbeatOptions {
    Millis check_interval{20'000};
    std::int64_t max_missed = 15;
    std::size_t batch_size = 10;  ///< actions failed between two commits; 0: any number
    Millis first_timeout{3'600'000};

    bool is_enabled() const { return check_interval > Millis{0} && max_missed > 0; }
};

struct RuntimeOptions {
    /// Workers; SQLite has one writer, more do not help there. 0: one, driven by Runtime::turn().
    unsigned threads = 1;
    std::size_t mailbox_limit = 100'000;  ///< waiting commands per worker before it says "busy"
    std::size_t batch_commands = 1000;    ///< taken in one turn
    std::size_t batch_rows = 25'000;      ///< changed rows after which a turn commits
    std::size_t slice_steps = 4000;       ///< follow-ups of one tree before others get their turn
    std::size_t resident_trees_max =
        20'000;  ///< unfinished trees kept in memory; idle ones go first
    HeartbeatOptions heartbeat;
    std::vector<Value> publishers;  ///< are told of every execution, besides its own
    engine::EngineOptions engine;
};

struct RuntimeDependencies {
    Storage& storage;
    ActionDispatcher& dispatcher;
    const Clock& clock;
    Logger& log;
    std::span<const ActionSignature> builtins;  ///< live as long as the process
    expr::RandomSource* random = nullptr;       ///< null: the system's; else for `threads` 0 only
    /// Called by engine threads after a commit that has put something into the outbox; must not
    /// block. May be empty.
    std::function<void()> on_notifications = {};
};

/// Is shown a tree in memory, and whether follow-ups of it wait.
using TreeVisitor = std::function<void(const Tree& tree, bool has_work)>;

class Runtime final : public CommandSink, public HeartbeatSink, public SignsOfLife {
public:
    /// Takes every shard and begins with what earlier runs have left unfinished.
    /// @errors those of Storage::claim_all_shards.
    static Result<std::unique_ptr<Runtime>> start(
        const RuntimeOptions& options, const RuntimeDependencies& deps
    );
    ~Runtime() override;  ///< stops

    void submit(Command command, ReplyHandler on_reply) override;
    void report_running(const std::vector<Id>& action_executions) override;
    std::optional<Instant> last_heard_of(const Id& action_execution) const override;
    /// Refuses further commands, works off what is there, commits, joins the threads. Idempotent.
    void stop();

    // With `threads` 0 the caller's thread is the engine's: nothing happens outside of turn(). The
    // simulation runs the shipped runtime this way.
    /// One turn; never waits.
    void turn();
    bool has_work() const;
    std::optional<Instant> next_timer() const;
    /// For audits: every tree that is in memory.
    void visit_trees(const TreeVisitor& visit) const;

private:
    struct Parts;
    explicit Runtime(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace wf
