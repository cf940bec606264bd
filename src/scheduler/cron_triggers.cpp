#include "scheduler/cron_triggers.hpp"

#include "lang/definitions.hpp"
#include "scheduler/ask.hpp"
#include "scheduler/cron_pattern.hpp"
#include "value/json.hpp"

#include <algorithm>

namespace wf {
namespace {

constexpr std::size_t batch = 200;  // triggers fired at once

/// The description of such executions is JSON text, as Python writes it.
std::string description_of(const CronTriggerRow& trigger) {
    const std::string id = to_text(trigger.id);
    const Value description = Value::dict({
        {"description", "Workflow execution created by cron trigger '(" + id + ")'."},
        {"triggered_by",
         Value::dict({{"type", "cron_trigger"}, {"id", id}, {"name", trigger.name}})},
    });
    return to_json(description, JsonStyle::python);
}

StartWorkflow start_of(const CronTriggerRow& trigger) {
    StartWorkflow start;
    start.execution_id = firing_id(trigger.id, *trigger.next_execution_time);
    start.workflow = to_text(trigger.workflow_id);
    start.input = trigger.workflow_input;
    start.params = trigger.workflow_params;
    start.description = description_of(trigger);
    start.project_id = trigger.project_id;
    return start;
}

}  // namespace

/// A UUID of version 3: the MD5 of what it names, with the version in its place.
std::string firing_id(const Id& trigger, Instant due) {
    std::string text = lang::checksum_of(to_text(trigger) + " " + std::to_string(due.ms));
    text[12] = '3';
    constexpr std::string_view variants = "89ab";
    text[16] = variants[static_cast<unsigned char>(text[16]) % 4];
    for (const std::size_t at : {8U, 13U, 18U, 23U}) text.insert(at, "-");
    return text;
}

CronAdvance advance_of(const CronTriggerRow& trigger, Instant now) {
    const Instant fired = *trigger.next_execution_time;
    CronAdvance advance{trigger.id, fired, {}, trigger.remaining_executions, now};
    if (advance.remaining && --*advance.remaining <= 0) return advance;
    if (const auto pattern = CronPattern::parse(trigger.pattern))
        advance.next = pattern->next_after(std::max(now, fired));
    return advance;
}

Instant CronTriggers::run(Instant now) {
    const auto due = around_.storage.due_cron_triggers(now, batch);
    if (!due) {
        around_.log.error("cron_failed", {{"why", due.error()}});
        return now + interval_;
    }
    const bool all_moved = fire(*due, now);
    if (!all_moved) return now + interval_;
    return due->size() == batch ? now : next_run(now);
}

/// False if some could not be started now and stay due.
bool CronTriggers::fire(const std::vector<CronTriggerRow>& due, Instant now) {
    if (due.empty()) return true;
    std::vector<Command> starts;
    for (const CronTriggerRow& trigger : due) starts.emplace_back(start_of(trigger));
    const auto replies = ask_all(around_.commands, std::move(starts));
    std::vector<CronAdvance> advances;
    for (std::size_t i = 0; i < due.size(); ++i) {
        note(due[i], replies[i]);
        // What is refused now is refused as often as it is asked for, unless the refusal says
        // otherwise.
        if (replies[i] || !info_of(replies[i].error().code).retryable)
            advances.push_back(advance_of(due[i], now));
    }
    // Whether we or somebody else has moved a trigger on does not matter: the execution is the
    // same.
    if (const auto moved = around_.storage.advance_cron_triggers(advances); !moved) {
        around_.log.error("cron_advance_failed", {{"why", moved.error()}});
        return false;
    }
    return advances.size() == due.size();
}

void CronTriggers::note(const CronTriggerRow& trigger, const Result<Reply>& started) {
    if (!started) {
        around_.log.warn(
            "cron_start_refused",
            {{"trigger", trigger.id}, {"name", trigger.name}, {"why", started.error()}}
        );
    } else if (started->workflow) {
        around_.log.info(
            "cron_fired",
            {{"trigger", trigger.id}, {"name", trigger.name}, {"execution", started->workflow->id}}
        );
    }
}

/// When the next trigger is due, but not later than `interval`: there may be new ones then.
Instant CronTriggers::next_run(Instant now) {
    const Instant latest = now + interval_;
    const auto next = around_.storage.due_cron_triggers(latest, 1);
    if (!next || next->empty()) return latest;
    return std::max(now, *next->front().next_execution_time);
}

}  // namespace wf
