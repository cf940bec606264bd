// The expiration policy: deletes finished executions that are too old or too many. What is deleted
// goes through the engine like a person's deletion, one writer per tree; a crash in between leaves
// some for the next time.
#pragma once
#include "model/state.hpp"
#include "ports/command_sink.hpp"
#include "ports/storage.hpp"
#include "scheduler/job.hpp"

#include <atomic>

namespace wf {

struct ExpirationOptions {
    Millis evaluation_interval{0};
    Millis older_than{0};                     ///< since the last change; 0: of any age
    std::size_t max_finished_executions = 0;  ///< 0: any number
    std::size_t batch_size = 0;  ///< deleted before others get their turn; 0: we choose
    std::vector<State> ignored_states = {};

    bool is_enabled() const {
        return evaluation_interval > Millis{0} &&
               (older_than > Millis{0} || max_finished_executions > 0);
    }
};

class Expiration final : public Job {
public:
    struct Surroundings {
        Storage& storage;
        CommandSink& commands;
        Logger& log;
    };

    Expiration(ExpirationOptions options, Surroundings around);

    std::string_view name() const override { return "expiration"; }

    Instant run(Instant now) override;

    /// Makes a run that is under way end after its batch.
    void interrupt() { is_interrupted_ = true; }

private:
    std::size_t delete_all(FinishedRoots which);
    std::size_t delete_batch(const std::vector<Id>& roots);

    const ExpirationOptions options_;
    Surroundings around_;
    std::vector<State> states_;
    std::atomic<bool> is_interrupted_{false};
};

}  // namespace wf
