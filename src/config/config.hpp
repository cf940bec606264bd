// The configuration as its consumers see it: plain typed values with the defaults. Names,
// documentation, ranges and origins are in the option table (options/*.cpp); loading is in
// load.hpp.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace wf {

struct Config {
    /// [DEFAULT]
    struct General {
        std::vector<std::string> server = {"all"};
        bool debug = false;
        std::string log_file;
        std::string log_dir;
        bool use_json = false;
        std::string transport_url = "fake://";
        std::int64_t rpc_response_timeout_s = 60;
        std::int64_t graceful_shutdown_timeout_s = 60;
    } general;

    struct Api {
        std::string host = "127.0.0.1";
        std::int64_t port = 8989;
        std::int64_t threads = 2;
        std::int64_t max_limit = 1000;
        std::int64_t max_request_body_bytes = 64LL << 20U;
        bool allow_action_execution_deletion = false;
        std::string validation_mode = "mandatory";
        bool enable_info_endpoint = false;
        std::string info_json_file_path = "info.json";
    } api;

    struct Pecan {
        bool auth_enable = false;
    } pecan;

    struct Database {
        std::string connection = "sqlite:///mistral.db";
        std::int64_t shards = 64;
        std::int64_t commit_delay_ms = 0;
    } database;

    struct Engine {
        std::int64_t threads = 1;
        std::int64_t mailbox_limit = 100'000;
        std::int64_t commit_batch_commands = 1000;
        std::int64_t commit_batch_rows = 25'000;
        std::int64_t execution_field_size_limit_kb = 1024;
        std::int64_t execution_memory_limit_mb = 512;
        std::string merge_strategy = "replace";
    } engine;

    struct Executor {
        std::int64_t http_connections = 4096;
        std::int64_t http_connections_per_host = 256;
    } executor;

    struct ActionHeartbeat {
        std::int64_t max_missed_heartbeats = 15;
        std::int64_t check_interval_s = 20;
        std::int64_t batch_size = 10;
        std::int64_t first_heartbeat_timeout_s = 3600;
    } action_heartbeat;

    struct ExecutionExpirationPolicy {
        std::int64_t evaluation_interval_min = 0;
        std::int64_t older_than_min = 0;
        std::int64_t max_finished_executions = 0;
        std::int64_t batch_size = 0;
        std::vector<std::string> ignored_states;
    } expiration;

    struct CronTrigger {
        bool enabled = true;
        std::int64_t execution_interval_s = 1;
    } cron_trigger;

    struct Notifier {
        std::string notify;  ///< list of publishers, as JSON or YAML
        std::int64_t give_up_after_min = 1440;
    } notifier;

    struct ActionStdHttp {
        std::vector<std::string> allowed_hosts;
        std::vector<std::string> denied_cidrs = {"169.254.0.0/16", "fe80::/10"};
        std::int64_t default_timeout_s = 60;
        std::int64_t max_response_size_bytes = 5LL << 20U;
    } action_std_http;

    struct Expressions {
        std::vector<std::string> allowed_languages = {"yaql", "jinja"};
        std::int64_t max_steps = 20'000'000;
        std::int64_t max_memory_mb = 512;
        std::int64_t max_depth = 250;
        std::int64_t max_time_ms = 10'000;
    } expressions;

    struct Yaql {
        std::int64_t limit_iterators = -1;
        std::int64_t memory_quota = -1;
        bool convert_input_data = true;
        bool convert_output_data = true;
        bool convert_tuples_to_lists = true;
        bool convert_sets_to_lists = false;
        bool iterable_dicts = false;
    } yaql;
};

/// File that log lines go to: log_file, below log_dir when it is relative; empty: standard error.
std::string log_path(const Config& config);

}  // namespace wf
