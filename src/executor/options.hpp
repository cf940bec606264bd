// What an executor is started with.
#pragma once
#include "base/error.hpp"
#include "base/time.hpp"
#include "executor/http/client.hpp"
#include "executor/registry.hpp"

#include <functional>

namespace wf {

struct Config;
class HeartbeatSink;
class Metrics;

struct ExecutorOptions {
    ActionSettings actions;
    http::ClientOptions http;
    /// What delays and time limits go by; empty: the system's steady clock, which no one sets.
    std::function<Millis()> monotonic;
    HeartbeatSink* heartbeats = nullptr;  ///< is told what is being run; may be null; outlives it
    Millis heartbeat_interval{0};         ///< 0: nobody is told
    Metrics* metrics = nullptr;           ///< may be null; outlives the executor
};

/// From [executor], [action_heartbeat] and [action_std_http]. Connections are kept below what the
/// process's limit on open files leaves. @errors invalid_argument
Result<ExecutorOptions> executor_options(const Config& config);

}  // namespace wf
