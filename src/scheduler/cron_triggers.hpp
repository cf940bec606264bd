// Starts the workflows of cron triggers that are due: each due time leads to exactly one execution,
// whatever crashes in between and however many processes do this (docs/adr/0017).
#pragma once
#include "ports/command_sink.hpp"
#include "ports/storage.hpp"
#include "scheduler/job.hpp"

namespace wf {

class CronTriggers final : public Job {
public:
    struct Surroundings {
        Storage& storage;
        CommandSink& commands;
        Logger& log;
    };

    /// `interval`: how long a trigger that somebody else has stored may be overlooked.
    CronTriggers(Millis interval, Surroundings around) : interval_(interval), around_(around) {}

    std::string_view name() const override { return "cron_triggers"; }

    Instant run(Instant now) override;

private:
    bool fire(const std::vector<CronTriggerRow>& due, Instant now);
    void note(const CronTriggerRow& trigger, const Result<Reply>& started);
    Instant next_run(Instant now);

    const Millis interval_;
    Surroundings around_;
};

/// The id of the execution that a trigger starts at `due`: always the same one.
std::string firing_id(const Id& trigger, Instant due);
/// What stays of a trigger that has fired at `now` for its next_execution_time. Runs that were
/// missed are not caught up with.
CronAdvance advance_of(const CronTriggerRow& trigger, Instant now);

}  // namespace wf
