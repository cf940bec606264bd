// Log lines, masking and metrics as text.
#include "telemetry/log.hpp"
#include "telemetry/metrics.hpp"
#include "telemetry/secret_names.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

using namespace wf;

namespace {

struct Capture {
    std::string text;
    std::unique_ptr<Logger> log;

    explicit Capture(LogFormat format = LogFormat::logfmt, LogLevel level = LogLevel::debug) {
        LogOptions options;
        options.level = level;
        options.format = format;
        options.sink = [this](std::string_view line) { text += line; };
        options.now = [] { return Instant{1'769'846'700'123}; };
        log = *Logger::open(std::move(options));
    }
};

const std::string stamp = "2026-01-31T08:05:00.123Z";

}  // namespace

TEST_CASE("a logfmt line: bare words, quotes where needed, one line always") {
    Capture c;
    const Id id = *parse_id("018f0000-0000-7000-8000-000000000001");
    c.log->info(
        "executor.started",
        {{"threads", 1},
         {"name", "a b"},
         {"empty", ""},
         {"on", true},
         {"share", 0.5},
         {"id", id},
         {"text", "x\"y\n\tz\\"},
         {"wait_ms", Millis{20}}}
    );
    CHECK(
        c.text == stamp + " info executor.started threads=1 name=\"a b\" empty=\"\" on=true "
                          "share=0.5 id=018f0000-0000-7000-8000-000000000001 "
                          "text=\"x\\\"y\\n\\u0009z\\\\\" wait_ms=20\n"
    );
}

TEST_CASE("a JSON line: numbers bare, texts escaped, broken UTF-8 replaced") {
    Capture c{LogFormat::json};
    const Error error{ErrorCode::not_found, "no row", {"while loading"}, ""};
    c.log->warn("x.y", {{"n", 3U}, {"bad", "a\xff"}, {"good", "ü"}, {"error", error}});
    CHECK(
        c.text == "{\"time\":\"" + stamp +
                      "\",\"level\":\"warn\",\"event\":\"x.y\",\"n\":3,"
                      "\"bad\":\"a\\ufffd\",\"good\":\"ü\",\"error\":\"" +
                      to_line(error) + "\"}\n"
    );
}

TEST_CASE("levels: below the set one nothing is written; it can change while running") {
    Capture c{LogFormat::logfmt, LogLevel::warn};
    c.log->info("a");
    CHECK(c.text.empty());
    c.log->set_level(LogLevel::debug);
    c.log->debug("b");
    CHECK(c.text == stamp + " debug b\n");
}

TEST_CASE("secrets are masked by the name of the field") {
    Capture c;
    c.log->info("login", {{"user", "ann"}, {"X-Auth-Token", "abc"}, {"api_key", 5}});
    CHECK(c.text == stamp + " info login user=ann X-Auth-Token=*** api_key=***\n");
    for (const char* name : {"Password", "Set-Cookie", "Authorization", "private key", "API-Key"}) {
        CHECK_MESSAGE(is_secret_name(name), name);
    }
    for (const char* name : {"name", "key", "count", "execution"}) {
        CHECK_MESSAGE(!is_secret_name(name), name);
    }
    CHECK(mask_url_password("pg://u:p@s@h/db") == "pg://u:***@h/db");
    CHECK(mask_url_password("sqlite:///mistral.db") == "sqlite:///mistral.db");
    CHECK(mask_url_password("http://h:80/a@b") == "http://h:80/a@b");
}

TEST_CASE("long values are cut at a character") {
    Capture c;
    c.log->info("x", {{"v", std::string(4095, 'a') + "üb"}});
    CHECK(c.text.find("aaa... (3 bytes more)") != std::string::npos);
}

TEST_CASE("a file is appended to, reopened after rotation, and refused when it cannot be made") {
    const auto folder =
        std::filesystem::temp_directory_path() / ("wf_log_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    const auto file = folder / "a.log";
    const auto content = [&] {
        std::ifstream in{file};
        return (std::stringstream{} << in.rdbuf()).str();
    };
    LogOptions options;
    options.file = file.string();
    auto log = Logger::open(options);
    REQUIRE(log.has_value());
    (*log)->info("one");
    CHECK(content().ends_with(" info one\n"));
    std::filesystem::rename(file, folder / "a.log.1");
    REQUIRE((*log)->reopen().has_value());
    (*log)->info("two");
    CHECK(content().find("one") == std::string::npos);
    std::filesystem::remove_all(folder);

    options.file = "/nowhere/at/all.log";
    auto refused = Logger::open(options);
    REQUIRE(!refused.has_value());
    CHECK(
        refused.error().message ==
        "Cannot open the log file '/nowhere/at/all.log': No such file or directory"
    );
}

TEST_CASE("lines of several threads stay whole") {
    Capture c;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 100; ++i) c.log->info("event", {{"n", i}});
            });
        }
    }
    std::istringstream lines{c.text};
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        REQUIRE(line.starts_with(stamp + " info event n="));
    }
    CHECK(count == 400);
}

TEST_CASE("metrics: same name same object, Prometheus text") {
    Metrics metrics;
    Counter& ok = metrics.counter({"wf_calls_total", "Calls.", "state=\"SUCCESS\""});
    ok.add();
    metrics.counter({"wf_calls_total", "Calls.", "state=\"SUCCESS\""}).add(2);
    metrics.gauge({"wf_running", "Running."}).set(-4);
    Histogram& seconds = metrics.histogram({"wf_commit_seconds", "Commits."});
    seconds.observe(0.002);
    seconds.observe(60);
    CHECK(ok.value() == 3);
    const std::string text = metrics.prometheus_text();
    CHECK(
        text.find("# HELP wf_calls_total Calls.\n# TYPE wf_calls_total counter\n"
                  "wf_calls_total{state=\"SUCCESS\"} 3\n") != std::string::npos
    );
    CHECK(text.find("# TYPE wf_running gauge\nwf_running -4\n") != std::string::npos);
    CHECK(text.find("wf_commit_seconds_bucket{le=\"0.001\"} 0\n") != std::string::npos);
    CHECK(text.find("wf_commit_seconds_bucket{le=\"0.0025\"} 1\n") != std::string::npos);
    CHECK(text.find("wf_commit_seconds_bucket{le=\"+Inf\"} 2\n") != std::string::npos);
    CHECK(
        text.find("wf_commit_seconds_sum 60.002\nwf_commit_seconds_count 2\n") != std::string::npos
    );
}
