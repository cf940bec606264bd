// Behaviour of the server that is about connections and time; answers are tested by tests/api.
#include "api/testing/http_client.hpp"
#include "api/testing/test_server.hpp"

#include <doctest/doctest.h>

#include <thread>

namespace wf::api {
namespace {

using testing::HttpAnswer;
using testing::HttpClient;
using testing::HttpRequest;
using testing::TestServer;

constexpr std::string_view workflow =
    "version: '2.0'\nflow: {tasks: {t1: {action: std.async_noop}}}\n";

HttpRequest start_of(std::string name) {
    return {
        .method = "POST",
        .target = "/v2/executions",
        .headers = {{"Content-Type", "application/json"}},
        .body = R"({"workflow_name": ")" + std::move(name) + "\"}"};
}

void upload(HttpClient& client) {
    const HttpAnswer answer = client.send(
        {.method = "POST", .target = "/v2/workflows", .headers = {}, .body = std::string{workflow}}
    );
    REQUIRE(answer.status == 201);
}

}  // namespace

TEST_CASE("pipelined requests are answered in their order, waiting ones included") {
    TestServer server;
    HttpClient client{server.port()};
    upload(client);
    std::string text;
    for (int i = 0; i < 20; ++i) {
        text += testing::wire_text(start_of("flow"));
        text += testing::wire_text(
            {.target = "/v2/workflows/nosuch" + std::to_string(i), .headers = {}, .body = {}}
        );
    }
    REQUIRE(client.send_raw(text));
    for (int i = 0; i < 20; ++i) {
        CHECK(client.receive().status == 201);
        const HttpAnswer answer = client.receive();
        CHECK(answer.status == 404);
        CHECK(answer.body.find("nosuch" + std::to_string(i) + ",") != std::string::npos);
    }
}

TEST_CASE("a client that does not read is not served for ever, and loses nothing") {
    TestServer server;
    HttpClient client{server.port()};
    upload(client);
    for (int i = 0; i < 100; ++i) CHECK(client.send(start_of("flow")).status == 201);
    std::string text;
    for (int i = 0; i < 300; ++i)
        text += testing::wire_text({.target = "/v2/executions", .headers = {}, .body = {}});
    text += testing::wire_text(start_of("flow"));
    std::thread sender{[&] { client.send_raw(text); }};
    sender.join();
    std::size_t size = 0;
    for (int i = 0; i < 300; ++i) {
        const HttpAnswer answer = client.receive();
        CHECK(answer.status == 200);
        if (i == 0) size = answer.body.size();
        CHECK(answer.body.size() == size);
    }
    CHECK(client.receive().status == 201);
}

TEST_CASE("a full mailbox is a 503 that says when to come back") {
    TestServer server;
    HttpClient client{server.port()};
    const HttpAnswer answer = client.send(start_of("busy"));
    CHECK(answer.status == 503);
    CHECK(answer.header("retry-after") == "1");
    CHECK(
        answer.body ==
        R"({"faultcode":"Server","faultstring":"The engine is busy, try again.","debuginfo":null})"
    );
}

TEST_CASE("an engine that says nothing is not waited for for ever") {
    ApiOptions options;
    options.reply_timeout = Millis{1};
    TestServer server{options};
    HttpClient client{server.port()};
    const HttpAnswer answer = client.send(start_of("silent"));
    CHECK(answer.status == 504);
    CHECK(answer.header("connection") == "close");
}

TEST_CASE("too large a body is a fault, and the connection ends") {
    ApiOptions options;
    options.body_limit = 1000;
    TestServer server{options};
    HttpClient client{server.port()};
    HttpRequest request = start_of("flow");
    request.body = std::string(5000, ' ');
    const HttpAnswer answer = client.send(request);
    CHECK(answer.status == 413);
    CHECK(
        answer.body ==
        R"({"faultcode":"Client","faultstring":"Request body is too large.","debuginfo":null})"
    );
    CHECK(answer.header("connection") == "close");
}

TEST_CASE("too large a header and nonsense are refused") {
    TestServer server;
    HttpClient client{server.port()};
    client.send_raw("GET / HTTP/1.1\r\nX-Long: " + std::string(40'000, 'x') + "\r\n\r\n");
    CHECK(client.receive().status == 431);
    client.send_raw("nonsense\r\n\r\n");
    CHECK(client.receive().status == 400);
}

TEST_CASE("an idle connection is closed") {
    ApiOptions options;
    options.idle_timeout = Millis{1};
    TestServer server{options};
    HttpClient client{server.port()};
    CHECK(client.get("/").status == 200);
    CHECK(client.receive().status == 0);
}

TEST_CASE("leave to send a body is given") {
    TestServer server;
    HttpClient client{server.port()};
    const std::string body{workflow};
    client.send_raw(
        "POST /v2/workflows HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: " +
        std::to_string(body.size()) + "\r\n\r\n"
    );
    CHECK(client.receive().status == 100);
    client.send_raw(body);
    CHECK(client.receive().status == 201);
}

TEST_CASE("lists are capped") {
    ApiOptions options;
    options.max_limit = 2;
    TestServer server{options};
    HttpClient client{server.port()};
    upload(client);
    for (int i = 0; i < 3; ++i) client.send(start_of("flow"));
    for (const auto* target : {"/v2/executions?fields=id", "/v2/executions?fields=id&limit=5"}) {
        const std::string body = client.get(target).body;
        CHECK(body.find("&limit=2&marker=") != std::string::npos);
    }
}

TEST_CASE("stand-alone action executions can be deleted where that is allowed") {
    ApiOptions options;
    options.allow_action_execution_deletion = true;
    TestServer server{options};
    HttpClient client{server.port()};
    HttpRequest run = start_of("");
    run.target = "/v2/action_executions";
    run.body = R"({"name": "std.echo", "params": {"save_result": true, "run_sync": true}})";
    const HttpAnswer started = client.send(run);
    REQUIRE(started.status == 201);
    const std::string id = started.body.substr(7, 36);
    HttpRequest deletion{
        .method = "DELETE", .target = "/v2/action_executions/" + id, .headers = {}, .body = {}};
    CHECK(client.send(deletion).status == 204);
    CHECK(client.send(deletion).status == 404);
}

TEST_CASE("stopping closes idle connections and refuses new ones") {
    TestServer server;
    HttpClient idle{server.port()};
    CHECK(idle.get("/").status == 200);
    server.stop();
    CHECK(idle.receive().status == 0);
    HttpClient late{server.port()};
    CHECK(late.get("/").status == 0);
}

TEST_CASE("many clients at once") {
    TestServer server;
    {
        HttpClient client{server.port()};
        upload(client);
    }
    std::vector<std::thread> threads;
    std::atomic<int> good{0};
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            HttpClient client{server.port()};
            for (int i = 0; i < 50; ++i) {
                if (client.send(start_of("flow")).status == 201) ++good;
                if (client.get("/v2/executions?limit=10").status == 200) ++good;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(good == 400);
}

}  // namespace wf::api
