// The engine as a running service: workers own shards, take commands from mailboxes, commit in
// groups and act afterwards. This is the CommandSink of the whole process.
#pragma once
#include "engine/env.hpp"
#include "ports/action_dispatcher.hpp"
#include "ports/clock.hpp"
#include "ports/command_sink.hpp"
#include "ports/storage.hpp"
#include "telemetry/log.hpp"

#include <cstdint>
#include <memory>
#include <span>

namespace wf {

struct RuntimeOptions {
    unsigned threads = 1;  ///< workers; SQLite has one writer, more do not help there
    std::size_t mailbox_limit = 100'000;  ///< waiting commands per worker before it says "busy"
    std::size_t batch_commands = 1000;    ///< taken in one turn
    std::size_t batch_rows = 5000;        ///< changed rows after which a turn commits
    std::size_t slice_steps = 4000;       ///< follow-ups of one tree before others get their turn
    std::size_t resident_trees_max =
        20'000;  ///< unfinished trees kept in memory; idle ones go first
    engine::EngineOptions engine;
};

struct RuntimeDependencies {
    Storage& storage;
    ActionDispatcher& dispatcher;
    const Clock& clock;
    Logger& log;
    std::span<const ActionSignature> builtins;  ///< live as long as the process
};

class Runtime final : public CommandSink {
public:
    /// Takes every shard and begins with what earlier runs have left unfinished.
    /// @errors those of Storage::claim_all_shards.
    static Result<std::unique_ptr<Runtime>> start(
        const RuntimeOptions& options, const RuntimeDependencies& deps
    );
    ~Runtime() override;  ///< stops

    void submit(Command command, ReplyHandler on_reply) override;
    /// Refuses further commands, works off what is there, commits, joins the threads. Idempotent.
    void stop();

private:
    struct Parts;
    explicit Runtime(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace wf
