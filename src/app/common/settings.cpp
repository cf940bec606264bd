#include "app/common/settings.hpp"

#include "executor/options.hpp"
#include "lang/yaml.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace wf::app {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:///";

bool names(const std::vector<std::string>& list, std::string_view name) {
    return std::ranges::find(list, name) != list.end();
}

/// "<host>_<pid>", one entry per server, as GET /v2/services shows them to older clients.
std::vector<api::ServiceName> service_names() {
    std::array<char, 256> host{};
    if (::gethostname(host.data(), host.size() - 1) != 0) host[0] = '\0';
    const std::string name = std::string{host.data()} + "_" + std::to_string(::getpid());
    return {{name, "api_group"}, {name, "engine_group"}, {name, "executor_group"}};
}

api::ValidationMode validation_mode(std::string_view name) {
    if (name == "enabled") return api::ValidationMode::enabled;
    return name == "disabled" ? api::ValidationMode::disabled : api::ValidationMode::mandatory;
}

/// YAML reads JSON and Python's literals alike, which is what the original takes.
Result<std::vector<Value>> publishers_of(const std::string& text) {
    if (text.empty()) return std::vector<Value>{};
    const auto parsed = lang::parse_yaml(text);
    const bool is_valid =
        parsed && parsed->is_list() && std::ranges::all_of(parsed->items(), &Value::is_dict);
    if (!is_valid) {
        return fail(
            ErrorCode::invalid_argument,
            "[notifier] notify is no list of publishers; write it like [{\"type\": \"webhook\", "
            "\"url\": \"http://host/path\"}]"
        );
    }
    return std::vector<Value>(parsed->items().begin(), parsed->items().end());
}

}  // namespace

Result<SqliteOptions> sqlite_options(const Config& config) {
    const std::string& connection = config.database.connection;
    if (!connection.starts_with(sqlite_scheme) || connection.size() == sqlite_scheme.size()) {
        return fail(
            ErrorCode::invalid_argument,
            "[database] connection = " + connection +
                ": this version stores in SQLite only; write " +
                "sqlite:///relative/path.db or sqlite:////absolute/path.db"
        );
    }
    SqliteOptions options;
    options.path = connection.substr(sqlite_scheme.size());
    options.shard_count = static_cast<std::uint32_t>(config.database.shards);
    options.commit_delay = Millis{config.database.commit_delay_ms};
    return options;
}

expr::Options expression_options(const Config& config) {
    expr::Options options;
    options.limit_iterators = config.yaql.limit_iterators;
    options.memory_quota = config.yaql.memory_quota;
    options.convert_input_data = config.yaql.convert_input_data;
    options.convert_output_data = config.yaql.convert_output_data;
    options.convert_tuples_to_lists = config.yaql.convert_tuples_to_lists;
    options.convert_sets_to_lists = config.yaql.convert_sets_to_lists;
    options.iterable_dicts = config.yaql.iterable_dicts;
    options.yaql_allowed = names(config.expressions.allowed_languages, "yaql");
    options.jinja_allowed = names(config.expressions.allowed_languages, "jinja");
    options.limits.steps_max = config.expressions.max_steps;
    options.limits.memory_max = static_cast<std::size_t>(config.expressions.max_memory_mb) << 20U;
    options.limits.depth_max = static_cast<std::uint32_t>(config.expressions.max_depth);
    options.limits.time_max = Millis{config.expressions.max_time_ms};
    return options;
}

Result<RuntimeOptions> runtime_options(const Config& config) {
    RuntimeOptions options;
    WF_TRY(options.publishers, publishers_of(config.notifier.notify));
    options.threads = static_cast<unsigned>(config.engine.threads);
    options.mailbox_limit = static_cast<std::size_t>(config.engine.mailbox_limit);
    options.batch_commands = static_cast<std::size_t>(config.engine.commit_batch_commands);
    options.batch_rows = static_cast<std::size_t>(config.engine.commit_batch_rows);
    options.heartbeat = {
        Millis{config.action_heartbeat.check_interval_s * 1000},
        config.action_heartbeat.max_missed_heartbeats,
        static_cast<std::size_t>(config.action_heartbeat.batch_size),
        Millis{config.action_heartbeat.first_heartbeat_timeout_s * 1000}};
    options.engine.field_size_limit_kb = config.engine.execution_field_size_limit_kb;
    options.engine.merge_recursively = config.engine.merge_strategy == "merge";
    options.engine.tree_bytes_max =
        static_cast<std::size_t>(config.engine.execution_memory_limit_mb) << 20U;
    options.engine.expressions = expression_options(config);
    return options;
}

Result<NotifierOptions> notifier_options(const Config& config) {
    // Few publishers get many messages: this is plenty, and leaves the executor its share.
    constexpr std::size_t connections = 64;
    WF_TRY(const ExecutorOptions executor, executor_options(config));
    NotifierOptions options;
    options.http = executor.http;
    options.http.connections_max = std::min(connections, options.http.connections_max);
    options.http.connections_per_host_max = options.http.connections_max;
    options.retry.give_up_after = std::chrono::minutes{config.notifier.give_up_after_min};
    return options;
}

ExpirationOptions expiration_options(const Config& config) {
    const Config::ExecutionExpirationPolicy& policy = config.expiration;
    ExpirationOptions options;
    options.evaluation_interval = std::chrono::minutes{policy.evaluation_interval_min};
    options.older_than = std::chrono::minutes{policy.older_than_min};
    options.max_finished_executions = static_cast<std::size_t>(policy.max_finished_executions);
    options.batch_size = static_cast<std::size_t>(policy.batch_size);
    for (const std::string& name : policy.ignored_states)
        options.ignored_states.push_back(*parse_state(name));  // the option table allows no others
    return options;
}

api::ApiOptions api_options(const Config& config) {
    api::ApiOptions options;
    options.host = config.api.host;
    options.port = static_cast<std::uint16_t>(config.api.port);
    options.threads = static_cast<unsigned>(config.api.threads);
    options.max_limit = static_cast<std::size_t>(config.api.max_limit);
    options.body_limit = static_cast<std::size_t>(config.api.max_request_body_bytes);
    options.allow_action_execution_deletion = config.api.allow_action_execution_deletion;
    options.validation_mode = validation_mode(config.api.validation_mode);
    options.expressions = expression_options(config);
    options.services = service_names();
    options.reply_timeout = std::chrono::seconds{config.general.rpc_response_timeout_s};
    return options;
}

}  // namespace wf::app
