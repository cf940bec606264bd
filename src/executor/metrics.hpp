// What the executor counts.
#pragma once
#include "telemetry/metrics.hpp"

namespace wf {

struct ExecutorMetrics {
    explicit ExecutorMetrics(Metrics& metrics)
        : running(metrics.gauge({"wf_executor_actions_running", "Actions being run."})),
          succeeded(metrics.counter(
              {"wf_executor_actions_total", "Actions run, by outcome.", "outcome=\"success\""}
          )),
          failed(metrics.counter(
              {"wf_executor_actions_total", "Actions run, by outcome.", "outcome=\"error\""}
          )),
          answer_retries(metrics.counter(
              {"wf_executor_answer_retries_total", "Results handed over again after a busy answer."}
          )) {}

    Gauge& running;
    Counter& succeeded;
    Counter& failed;
    Counter& answer_retries;
};

}  // namespace wf
