// Options of the original that mean nothing here (yet): existing files keep working, and say so.
#include "config/option.hpp"

#include <algorithm>

namespace wf {

namespace {

struct Ignored {
    std::string_view section;
    std::string_view names;  // separated by blanks; "*": every name
    std::string_view why;
};

constexpr std::string_view not_yet = "not built into this version";
constexpr std::string_view no_meaning = "has no meaning in this implementation";
constexpr std::string_view no_auth = "authentication is not built into this version";
constexpr std::string_view no_bus = "no message bus is built into this version";
constexpr std::string_view no_polling = "timers are exact here, nothing is polled";
constexpr std::string_view no_bodies = "bodies and headers of action calls are never logged";

constexpr Ignored ignored[] = {
    {"DEFAULT", "auth_type expiration_token_duration", no_auth},
    {"DEFAULT", "scheduler_type", no_polling},
    {"DEFAULT",
     "js_implementation openstack_actions_mapping_path workflow_trace_log_name",
     not_yet},
    {"DEFAULT",
     "executor_thread_pool_size control_exchange rpc_implementation oslo_rpc_executor",
     no_bus},
    {"DEFAULT",
     "verbose use_syslog use-syslog syslog_log_facility use_journal use_stderr use_eventlog "
     "log_config log_config_append log_date_format log_format watch_log_file "
     "logging_context_format_string logging_default_format_string logging_debug_format_suffix "
     "logging_exception_prefix logging_user_identity_format default_log_levels publish_errors "
     "instance_format instance_uuid_format rate_limit_interval rate_limit_burst "
     "rate_limit_except_level fatal_deprecations log_color log_rotate_interval "
     "log_rotate_interval_type max_logfile_count max_logfile_size_mb log_rotation_type",
     "log lines have one form here: see log_file, log_dir, use_json, debug"},
    {"DEFAULT",
     "backdoor_port backdoor_socket log_options run_external_periodic_tasks "
     "state_path host config_file config_dir config_source rpc_conn_pool_size "
     "conn_pool_min_size conn_pool_ttl rpc_ping_enabled",
     no_meaning},
    {"api", "enable_ssl_api", not_yet},
    {"api", "api_workers", "see [api] threads"},
    {"pecan", "root modules debug", no_meaning},
    {"engine", "engine host topic version", no_bus},
    {"engine", "memory_limit_mb", not_yet},
    {"engine",
     "execution_integrity_check_delay execution_integrity_check_batch_size",
     "results are never lost here, so nothing is repaired by polling"},
    {"engine", "action_definition_cache_time start_subworkflows_via_rpc", no_meaning},
    {"executor", "type host topic version", "actions run inside of this process"},
    {"scheduler", "*", no_polling},
    {"cron_trigger", "run_in_api", "every process that runs the engine can do it"},
    {"event_engine", "*", not_yet},
    {"notifier", "type host topic", "the notifier runs inside of the engine's process"},
    {"action_logging", "*", no_bodies},
    {"action_providers", "*", not_yet},
    {"legacy_action_provider", "*", not_yet},
    {"context_versioning", "*", not_yet},
    {"yaql", "keyword_operator allow_delegates", not_yet},
    {"database",
     "max_pool_size min_pool_size max_overflow pool_timeout max_retries retry_interval "
     "connection_recycle_time mysql_sql_mode backend sqlite_synchronous slave_connection "
     "connection_debug connection_trace connection_parameters use_db_reconnect db_retry_interval "
     "db_inc_retry_interval db_max_retry_interval db_max_retries mysql_wsrep_sync_wait "
     "mysql_enable_ndb asyncio_connection",
     no_meaning},
    {"keycloak_oidc", "*", no_auth},
    {"keystone", "*", no_auth},
    {"keystone_authtoken", "*", no_auth},
    {"oslo_policy", "*", no_auth},
    {"oslo_limit", "*", no_auth},
    {"profiler", "*", not_yet},
    {"coordination", "*", no_meaning},
    {"oslo_concurrency", "*", no_meaning},
    {"oslo_messaging_rabbit", "*", no_bus},
    {"oslo_messaging_amqp", "*", no_bus},
    {"oslo_messaging_kafka", "*", no_bus},
    {"oslo_messaging_metrics", "*", no_bus},
    {"oslo_messaging_notifications", "*", no_bus},
    {"oslo_middleware", "*", not_yet},
    {"oslo_reports", "*", no_meaning},
    {"cors", "*", not_yet},
    {"healthcheck", "*", not_yet},
    {"ssl", "*", not_yet},
    {"openstack_actions", "*", not_yet},
    {"monitoring", "*", not_yet},
    {"recovery_job", "*", "nothing needs repair by jobs here"},
};

bool has_word(std::string_view words, std::string_view word) {
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        if (words.substr(at, end - at) == word) return true;
        at = end + 1;
    }
    return false;
}

}  // namespace

const std::string_view* why_ignored(std::string_view section, std::string_view name) {
    const auto* found = std::ranges::find_if(ignored, [&](const Ignored& row) {
        return row.section == section && (row.names == "*" || has_word(row.names, name));
    });
    return found == std::end(ignored) ? nullptr : &found->why;
}

std::span<const std::string_view> known_sections() {
    static const std::vector<std::string_view> sections = [] {
        std::vector<std::string_view> names;
        for (const Option& option : options()) names.push_back(option.section);
        for (const Ignored& row : ignored) names.push_back(row.section);
        std::ranges::sort(names);
        const auto repeated = std::ranges::unique(names);
        names.erase(repeated.begin(), repeated.end());
        return names;
    }();
    return sections;
}

}  // namespace wf
