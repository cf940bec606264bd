// [execution_expiration_policy], [action_heartbeat], [cron_trigger], [notifier]: what goes on
// around executions.
#include "config/options/rows.hpp"

namespace wf::config_rows {

namespace {

constexpr std::string_view final_states[] = {"SUCCESS", "ERROR", "CANCELLED"};

constexpr Option expiration_rows[] = {
    {.section = "execution_expiration_policy",
     .name = "evaluation_interval",
     .slot = [](Config& c) -> Slot { return &c.expiration.evaluation_interval_min; },
     .doc = "How often finished executions are looked through; 0: never, nothing expires.",
     .unit = "min",
     .min = 0,
     .max = 5e6,
     .upstream_default = "none"},
    {.section = "execution_expiration_policy",
     .name = "older_than",
     .slot = [](Config& c) -> Slot { return &c.expiration.older_than_min; },
     .doc = "Root executions that ended longer ago are deleted with everything below them; 0: "
            "their age does not matter.",
     .unit = "min",
     .min = 0,
     .max = 5e7,
     .upstream_default = "none"},
    {.section = "execution_expiration_policy",
     .name = "max_finished_executions",
     .slot = [](Config& c) -> Slot { return &c.expiration.max_finished_executions; },
     .doc = "So many finished root executions are kept, the newest ones; 0: any number.",
     .unit = "executions",
     .min = 0,
     .max = 1e12},
    {.section = "execution_expiration_policy",
     .name = "batch_size",
     .slot = [](Config& c) -> Slot { return &c.expiration.batch_size; },
     .doc = "Executions deleted at once, before other work gets its turn; 0: a hundred.",
     .unit = "executions",
     .min = 0,
     .max = 1e6},
    {.section = "execution_expiration_policy",
     .name = "ignored_states",
     .slot = [](Config& c) -> Slot { return &c.expiration.ignored_states; },
     .doc = "Executions in these states never expire.",
     .choices = final_states},
};

constexpr Option heartbeat_rows[] = {
    {.section = "action_heartbeat",
     .name = "max_missed_heartbeats",
     .slot = [](Config& c) -> Slot { return &c.action_heartbeat.max_missed_heartbeats; },
     .doc = "A synchronous action whose executor was silent for so many intervals fails with "
            "\"Heartbeat wasn't received.\"; 0: never.",
     .min = 0,
     .max = 1e6},
    {.section = "action_heartbeat",
     .name = "check_interval",
     .slot = [](Config& c) -> Slot { return &c.action_heartbeat.check_interval_s; },
     .doc = "How often executors report the actions they have, and the engine looks for silent "
            "ones; 0: never.",
     .unit = "s",
     .min = 0,
     .max = 86'400},
    {.section = "action_heartbeat",
     .name = "batch_size",
     .slot = [](Config& c) -> Slot { return &c.action_heartbeat.batch_size; },
     .doc = "Silent actions failed between two commits; 0: any number.",
     .unit = "actions",
     .min = 0,
     .max = 1e6},
    {.section = "action_heartbeat",
     .name = "first_heartbeat_timeout",
     .slot = [](Config& c) -> Slot { return &c.action_heartbeat.first_heartbeat_timeout_s; },
     .doc = "How long an action may wait for its first heartbeat.",
     .unit = "s",
     .min = 0,
     .max = 1e9},
};

constexpr Option cron_rows[] = {
    {.section = "cron_trigger",
     .name = "enabled",
     .slot = [](Config& c) -> Slot { return &c.cron_trigger.enabled; },
     .doc = "Whether this process starts the workflows of cron triggers."},
    {.section = "cron_trigger",
     .name = "execution_interval",
     .slot = [](Config& c) -> Slot { return &c.cron_trigger.execution_interval_s; },
     .doc = "How often new cron triggers are looked for. Known ones fire at their second, whatever "
            "this is.",
     .unit = "s",
     .min = 1,
     .max = 86'400},
};

constexpr Option notifier_rows[] = {
    {.section = "notifier",
     .name = "notify",
     .slot = [](Config& c) -> Slot { return &c.notifier.notify; },
     .doc =
         "Publishers that are told of every execution, besides its own (params.notify): "
         "[{\"type\": \"webhook\", \"url\": \"http://host/path\"}]. Never shown: headers may hold "
         "secrets.",
     .secret = Secret::whole},
    {.section = "notifier",
     .name = "give_up_after",
     .slot = [](Config& c) -> Slot { return &c.notifier.give_up_after_min; },
     .doc = "Age of a notification that is not tried again; 0: each is tried once.",
     .unit = "min",
     .min = 0,
     .max = 5e6,
     .is_ours = true},
};

}  // namespace

std::span<const Option> services() {
    static const std::vector<Option> rows = [] {
        std::vector<Option> all{std::begin(expiration_rows), std::end(expiration_rows)};
        all.insert(all.end(), std::begin(heartbeat_rows), std::end(heartbeat_rows));
        all.insert(all.end(), std::begin(cron_rows), std::end(cron_rows));
        all.insert(all.end(), std::begin(notifier_rows), std::end(notifier_rows));
        return all;
    }();
    return rows;
}

}  // namespace wf::config_rows
