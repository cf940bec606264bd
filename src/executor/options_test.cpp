// From the configuration to the executor's options.
#include "config/config.hpp"
#include "executor/options.hpp"

#include <doctest/doctest.h>

using namespace wf;

TEST_CASE("options: units, egress, bounds") {
    Config config;
    config.action_std_http.default_timeout_s = 7;
    config.action_std_http.denied_cidrs = {"127.0.0.0/8"};
    config.executor.http_connections = 20;
    config.executor.http_connections_per_host = 30;
    const auto options = executor_options(config);
    REQUIRE(options.has_value());
    CHECK(options->actions.http_timeout_default == Millis{7000});
    CHECK(options->http.connections_max == 20);
    CHECK(options->http.connections_per_host_max == 20);
    CHECK(options->http.rules.response_bytes_max == 5'242'880);
    CHECK(options->http.rules.egress.refusal(http::request_url("http://127.0.0.1/", {})).has_value()
    );

    const Config defaults;
    const auto open = executor_options(defaults);
    CHECK(!open->http.rules.egress.refusal(http::request_url("http://127.0.0.1/", {})).has_value());
    CHECK(open->http.rules.egress.refusal(http::request_url("http://169.254.169.254/", {}))
              .has_value());

    config.action_std_http.denied_cidrs = {"x"};
    CHECK(
        executor_options(config).error().message ==
        "[action_std_http] denied_cidrs: 'x' is not a network"
    );
}
