// std.http and std.mistral_http against a real server on this machine.
#include "executor/testing/harness.hpp"
#include "executor/testing/http_server.hpp"
#include "value/json.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <atomic>
#include <set>

using namespace wf;
using namespace wf::testing;

namespace {

std::string http_input(const std::string& url, const std::string& more = "") {
    return fmt::format(R"({{"url": "{}"{}{}}})", url, more.empty() ? "" : ", ", more);
}

std::string echo_request(const ServedRequest& request) {
    return respond("200 OK", "Content-Type: text/plain\r\n", request.head + "|" + request.body);
}

// What the server saw of a call, as text.
std::string seen(const std::string& more) {
    HttpServer server{echo_request};
    Harness harness;
    const ActionResult result = harness.run("std.http", http_input(server.url(), more));
    return result.value["content"].to_string();
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

// Acceptance 174, with the next case and "failures to get an answer".
TEST_CASE("a response of every part") {
    HttpServer server{[](const ServedRequest&) {
        return respond(
            "201 All Good",
            "Content-Type: application/json\r\nSet-Cookie: s=1; Path=/\r\n",
            R"({"a": [1, "ü"]})"
        );
    }};
    Harness harness;
    const ActionResult result = harness.run("std.http", http_input(server.url("/x?y=1")));
    CHECK(result.outcome == ActionResult::Outcome::success);
    CHECK(to_json(result.value["content"]) == R"({"a":[1,"ü"]})");
    CHECK(result.value["status"] == Value{201});
    CHECK(result.value["reason"] == Value{"All Good"});
    CHECK(result.value["url"] == Value{server.url("/x?y=1")});
    CHECK(result.value["encoding"] == Value{"utf-8"});
    CHECK(to_json(result.value["cookies"]) == R"({"s":"1"})");
    CHECK(to_json(result.value["history"]) == "[]");
    CHECK(result.value["headers"]["Content-Type"] == Value{"application/json"});
    CHECK(result.value["elapsed"].as_double() >= 0);
    CHECK(result.value.size() == 9);
}

TEST_CASE("a status of failure is an error with the same mapping") {
    HttpServer server{[](const ServedRequest&) { return respond("404 Not Found", "", "gone"); }};
    Harness harness;
    const ActionResult result = harness.run("std.http", http_input(server.url()));
    CHECK(result.outcome == ActionResult::Outcome::error);
    CHECK(result.value["status"] == Value{404});
    CHECK(result.value["content"] == Value{"gone"});
    CHECK(result.value.size() == 9);
}

TEST_CASE("what is sent") {
    const std::string plain = seen("");
    CHECK(has(plain, "GET / HTTP/1.1"));
    CHECK(!has(plain, "Content-"));
    CHECK(!has(plain, "Expect"));
    const std::string body =
        seen(R"("method": "PUT", "body": {"a": 1}, "headers": {"X-N": 5, "X-E": ""})");
    CHECK(has(body, "PUT / HTTP/1.1"));
    CHECK(has(body, "X-N: 5"));
    CHECK(has(body, "X-E:"));
    CHECK(has(body, R"(|{"a": 1})"));
    CHECK(!has(body, "Content-Type"));
    const std::string json =
        seen(R"("method": "POST", "json": [1], "cookies": {"c": "d"}, "auth": "u:p")");
    CHECK(has(json, "Content-Type: application/json"));
    CHECK(has(json, "Content-Length: 3"));
    CHECK(has(json, "Cookie: c=d"));
    CHECK(has(json, "Authorization: Basic dTpw"));
    CHECK(has(seen(R"("method": "DELETE")"), "Content-Length: 0"));
    CHECK(has(seen(R"("params": {"q": "a b"})"), "GET /?q=a+b HTTP/1.1"));
}

TEST_CASE("HEAD, empty answers, packed answers") {
    HttpServer server{[](const ServedRequest& request) -> std::string {
        if (request.method == "HEAD") return "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n";
        return "HTTP/1.1 204 No Content\r\n\r\n";
    }};
    ExecutorOptions options = Harness::default_options();
    options.http.rules.response_bytes_max = 1000;
    Harness harness{std::move(options)};
    const ActionResult head =
        harness.run("std.http", http_input(server.url(), R"("method": "HEAD")"));
    CHECK(head.value["status"] == Value{200});
    CHECK(head.value["content"] == Value{""});
    CHECK(harness.run("std.http", http_input(server.url())).value["status"] == Value{204});
}

TEST_CASE("failures to get an answer") {
    HttpServer server{[](const ServedRequest&) { return "close"; }};
    Harness harness;
    const std::uint16_t port = unused_port();
    const auto error = [&](const std::string& url) {
        return message_of(harness.run("std.http", http_input(url)));
    };
    CHECK(
        harness.run_text("std.http", http_input(fmt::format("http://127.0.0.1:{}/", port))) ==
        fmt::format(
            "error: The action raised an exception [action=std.http, action_ex_id={}, msg='Failed "
            "to send "
            "HTTP request: Failed to establish a new connection to 127.0.0.1:{}: [Errno 111] "
            "Connection "
            "refused']",
            to_text(test_id(1)),
            port
        )
    );
    CHECK(
        error(server.url()) ==
        fmt::format(
            "Failed to send HTTP request: Connection to 127.0.0.1:{} was closed by "
            "the other side",
            server.port()
        )
    );
    CHECK(error("ftp://x/y") == "URL scheme 'ftp' is not allowed (only http and https are).");
    CHECK(error("http://") == "URL does not contain a host.");
}

TEST_CASE("timeouts: no answer, and the action's own time limit") {
    HttpServer server{[](const ServedRequest&) { return ""; }};
    Harness harness;
    CHECK(
        message_of(harness.run("std.http", http_input(server.url(), R"("timeout": 0.05)"))) ==
        "Failed to send HTTP request: Read timed out. (read timeout=0.05)"
    );
    FakeTime time;
    ExecutorOptions options = Harness::default_options();
    options.monotonic = time.reader();
    Harness other{std::move(options)};
    ActionRequest request = request_of("std.http", http_input(server.url()));
    request.timeout_s = 3;
    other.executor.dispatch(request);
    // The answer to another action shows that the first one is under way.
    CHECK(other.run(request_of("std.noop", "{}", 2)).value.is_null());
    time.advance(Millis{3000});
    other.executor.dispatch(request_of("std.noop", "{}", 3));
    std::set<std::string> texts;
    for (int i = 0; i < 2; ++i) {
        const Command command = other.engine.next();
        texts.insert(text_of(std::get<CompleteAction>(command).result));
    }
    CHECK(texts.contains("success: null"));
    CHECK(texts.contains(fmt::format(
        "error: The action raised an exception [action=std.http, action_ex_id={}, msg='Timeout "
        "after 3 "
        "seconds']",
        to_text(test_id(1))
    )));
}

TEST_CASE("too large: declared, undeclared") {
    HttpServer server{[](const ServedRequest& request) {
        if (request.target == "/declared") return respond("200 OK", "", std::string(2000, 'x'));
        const std::string chunk = "400\r\n" + std::string(1024, 'x') + "\r\n";
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + chunk +
               "0\r\n\r\n";
    }};
    ExecutorOptions options = Harness::default_options();
    options.http.rules.response_bytes_max = 1500;
    Harness harness{std::move(options)};
    CHECK(
        message_of(harness.run("std.http", http_input(server.url("/declared")))) ==
        "HTTP response is too large (Content-Length=2000, limit=1500 bytes)."
    );
    CHECK(
        message_of(harness.run("std.http", http_input(server.url("/chunked")))) ==
        "HTTP response is too large (limit=1500 bytes)."
    );
}

TEST_CASE("redirects: followed on request only, with cookies, with the method of the book") {
    HttpServer server{[](const ServedRequest& request) {
        if (request.target == "/one") {
            return respond("302 Found", "Location: two?x=1\r\nSet-Cookie: s=1\r\n", "");
        }
        if (request.target == "/keep")
            return respond("307 Temporary Redirect", "Location: /end\r\n", "");
        if (request.target == "/loop") return respond("301 Moved", "Location: /loop\r\n", "");
        return echo_request(request);
    }};
    Harness harness;
    const ActionResult stays = harness.run("std.http", http_input(server.url("/one")));
    CHECK(stays.value["status"] == Value{302});
    const ActionResult goes = harness.run(
        "std.http",
        http_input(
            server.url("/one"), R"("allow_redirects": true, "method": "POST", "json": {"a": 1})"
        )
    );
    CHECK(goes.value["status"] == Value{200});
    CHECK(goes.value["url"] == Value{server.url("/two?x=1")});
    const std::string head = goes.value["content"].to_string();
    CHECK(head.starts_with("GET /two?x=1 HTTP/1.1"));
    CHECK(has(head, "Cookie: s=1"));
    CHECK(!has(head, "application/json"));
    REQUIRE(goes.value["history"].size() == 1);
    CHECK(goes.value["history"].at(0)["status"] == Value{302});
    const ActionResult kept = harness.run(
        "std.http",
        http_input(server.url("/keep"), R"("allow_redirects": true, "method": "POST", "body": "b")")
    );
    CHECK(kept.value["content"].to_string().starts_with("POST /end"));
    CHECK(kept.value["content"].to_string().ends_with("|b"));
    CHECK(
        message_of(
            harness.run("std.http", http_input(server.url("/loop"), R"("allow_redirects": true)"))
        ) == "Failed to send HTTP request: Exceeded 30 redirects."
    );
}

TEST_CASE("egress: a redirect or a name does not lead to a denied address") {
    HttpServer server{[](const ServedRequest& request) {
        if (request.target == "/name")
            return respond("302 Found", "Location: http://localhost:1/\r\n", "");
        return respond("302 Found", "Location: ftp://h/\r\n", "");
    }};
    ExecutorOptions options = Harness::default_options();
    Harness open{std::move(options)};
    CHECK(
        message_of(
            open.run("std.http", http_input(server.url("/ftp"), R"("allow_redirects": true)"))
        ) == "URL scheme 'ftp' is not allowed (only http and https are)."
    );
    ExecutorOptions strict = Harness::default_options();
    strict.http.rules.egress = *http::EgressPolicy::make({}, {"127.0.0.0/8", "::1/128"});
    Harness closed{std::move(strict)};
    CHECK(
        message_of(closed.run("std.http", http_input(server.url()))) ==
        "URL host '127.0.0.1' resolves to a blocked address (127.0.0.1)."
    );
    const std::string by_name = message_of(
        closed.run("std.http", http_input(fmt::format("http://localhost:{}/", server.port())))
    );
    CHECK(by_name.starts_with("URL host 'localhost' resolves to a blocked address ("));
    CHECK(server.connections_accepted() == 1);
}

// Acceptance 176.
TEST_CASE("std.mistral_http: five headers; running after 200, failed after 500") {
    std::string head;
    HttpServer server{[&](const ServedRequest& request) {
        head = request.head;
        return respond(request.target == "/bad" ? "500 No" : "200 OK", "", "");
    }};
    Harness harness;
    ActionRequest request = request_of("std.mistral_http", http_input(server.url("/good")));
    request.is_sync = false;
    request.workflow_name = "w";
    request.workflow_execution_id = "we";
    request.task_execution_id = "te";
    request.callback_url = "/v2/action_executions/x";
    harness.executor.dispatch(request);
    const Command command = harness.engine.next();
    const auto* started = std::get_if<ActionStarted>(&command);
    REQUIRE(started != nullptr);
    CHECK(started->action_execution_id == test_id(1));
    for (const char* line :
         {"Mistral-Workflow-Name: w\r\n",
          "Mistral-Workflow-Execution-Id: we\r\n",
          "Mistral-Task-Id: te\r\n",
          "Mistral-Callback-URL: /v2/action_executions/x\r\n"}) {
        CHECK_MESSAGE(has(head, line), line);
    }
    CHECK(has(head, "Mistral-Action-Execution-Id: " + to_text(test_id(1))));
    request = request_of("std.mistral_http", http_input(server.url("/bad")), 2);
    request.is_sync = false;
    const ActionResult failed = harness.run(request);
    CHECK(failed.outcome == ActionResult::Outcome::error);
    CHECK(failed.value["status"] == Value{500});
}

TEST_CASE("two thousand calls at once: all answered, over a bounded number of kept connections") {
    HttpServer server{
        [](const ServedRequest& request) { return respond("200 OK", "", request.target); }};
    ExecutorOptions options = Harness::default_options();
    options.http.connections_per_host_max = 64;
    Harness harness{std::move(options)};
    constexpr unsigned count = 2000;
    for (unsigned i = 0; i < count; ++i) {
        harness.executor.dispatch(
            request_of("std.http", http_input(server.url("/" + std::to_string(i))), i)
        );
    }
    std::set<std::string> contents;
    for (unsigned i = 0; i < count; ++i) {
        const Command command = harness.engine.next();
        const auto& done = std::get<CompleteAction>(command);
        const std::string expected = "/" + std::to_string(seq_of(done.action_execution_id));
        CHECK(done.result.value["content"] == Value{expected});
        contents.insert(expected);
    }
    CHECK(contents.size() == count);
    CHECK(server.connections_accepted() <= 64);
}
