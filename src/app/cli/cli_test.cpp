// Commands against a pretended server: what they send, print and return.
#include "app/cli/cli.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>

namespace wf::cli {

namespace {

struct Ran {
    int exit_code = 0;
    std::string out;
    std::string err;
    std::vector<HttpRequest> requests;
    std::string url;
};

class Capture {
public:
    Capture() : file_(open_memstream(&text_, &size_)) {}

    Capture(const Capture&) = delete;
    Capture& operator=(const Capture&) = delete;

    ~Capture() {
        std::fclose(file_);
        std::free(text_);
    }

    std::FILE* file() { return file_; }

    std::string text() {
        std::fflush(file_);
        return {text_, size_};
    }

private:
    char* text_ = nullptr;
    std::size_t size_ = 0;
    std::FILE* file_;
};

class TemporaryFile {
public:
    explicit TemporaryFile(std::string_view text) {
        const int file = mkstemp(path_.data());
        REQUIRE(file >= 0);
        REQUIRE(write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
        close(file);
    }

    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    ~TemporaryFile() { unlink(path_.c_str()); }

    const std::string& path() const { return path_; }

private:
    std::string path_ = "/tmp/mistral-cli-test-XXXXXX";
};

Ran run(std::vector<std::string> words, HttpAnswer answer = {200, "{}"}) {
    Ran ran;
    Capture out;
    Capture err;
    const CliWorld world{
        .streams = {out.file(), err.file()},
        .connect =
            [&](const std::string& url) {
                ran.url = url;
                return [&](const HttpRequest& request) -> Result<HttpAnswer> {
                    ran.requests.push_back(request);
                    return answer;
                };
            },
        .default_url = "http://default/v2",
    };
    ran.exit_code = run_cli(std::move(words), world);
    ran.out = out.text();
    ran.err = err.text();
    return ran;
}

constexpr const char* two_executions = R"({"executions": [
    {"id": "e2", "workflow_name": "b", "state": "SUCCESS", "task_execution_id": null,
     "state_info": null, "created_at": "2026-01-01 00:00:10", "updated_at": "2026-01-01 00:01:15"},
    {"id": "e1", "workflow_name": "a", "state": "ERROR", "task_execution_id": "t1",
     "state_info": "a text that is longer than the table shows",
     "created_at": "2026-01-01 00:00:00", "updated_at": "2026-01-01 00:00:05"}]})";

}  // namespace

TEST_CASE("the newest executions are asked for and shown oldest first") {
    const Ran ran =
        run({"execution-list",
             "-c",
             "ID",
             "-c",
             "State info",
             "-c",
             "Duration",
             "-c",
             "Task Execution ID"},
            {200, two_executions});
    CHECK(ran.exit_code == 0);
    REQUIRE(ran.requests.size() == 1);
    CHECK(ran.requests[0].method == "GET");
    CHECK(ran.requests[0].path.starts_with("/executions?fields=id%2Cworkflow_id%2C"));
    CHECK(
        ran.requests[0].path.ends_with("&limit=100&sort_keys=created_at%2Cid&sort_dirs=desc%2Cdesc")
    );
    CHECK(
        ran.out == "+----+------------------------------+----------+-------------------+\n"
                   "| ID | State info                   | Duration | Task Execution ID |\n"
                   "+----+------------------------------+----------+-------------------+\n"
                   "| e1 | a text that is longer tha... | 0:00:05  | t1                |\n"
                   "| e2 | None                         | 0:01:05  | <none>            |\n"
                   "+----+------------------------------+----------+-------------------+\n"
    );
}

TEST_CASE("an empty list is one row of empty cells, or nothing where programs read it") {
    const HttpAnswer nothing{200, R"({"workflows": []})"};
    CHECK(
        run({"workflow-list", "-c", "ID", "-c", "Name"}, nothing).out == "+----+------+\n"
                                                                         "| ID | Name |\n"
                                                                         "+----+------+\n"
                                                                         "|    |      |\n"
                                                                         "+----+------+\n"
    );
    CHECK(run({"workflow-list", "-f", "json"}, nothing).out == "[]\n");
    CHECK(run({"workflow-list", "-f", "value"}, nothing).out.empty());
}

TEST_CASE("list options and filters become the query") {
    const Ran ran =
        run({"task-list",
             "e1",
             "--limit=5",
             "--sort_keys",
             "name",
             "--filter",
             "state=ERROR",
             "--filter",
             "name=has:a b"},
            {200, R"({"tasks": []})"});
    REQUIRE(ran.requests.size() == 1);
    CHECK(ran.requests[0].path.starts_with("/executions/e1/tasks?"));
    CHECK(ran.requests[0].path.ends_with(
        "&limit=5&sort_keys=name&sort_dirs=asc&state=ERROR&name=has%3Aa%20b"
    ));
}

TEST_CASE("execution-create sends input and params as JSON texts") {
    const Ran ran =
        run({"execution-create", "my.wf", R"({"a": 1})", "env: {k: v}", "-d", "why"},
            {201, R"({"id": "e1", "state": "RUNNING"})"});
    CHECK(ran.exit_code == 0);
    REQUIRE(ran.requests.size() == 1);
    CHECK(ran.requests[0].method == "POST");
    CHECK(ran.requests[0].content_type == "application/json");
    CHECK(
        ran.requests[0].body ==
        R"({"workflow_name":"my.wf","input":"{\"a\":1}","params":"{\"env\":{\"k\":\"v\"}}",)"
        R"("description":"why"})"
    );
    CHECK(ran.out.find("| State              | RUNNING") != std::string::npos);
}

TEST_CASE("an id goes to workflow_id") {
    const Ran ran = run({"execution-create", "0193b0f5-2a63-7123-8456-123456789abc"}, {201, "{}"});
    CHECK(ran.requests.at(0).body.starts_with(R"({"workflow_id":"0193)"));
}

TEST_CASE("a definition is sent as text") {
    const Ran ran =
        run({"workflow-create", "version: '2.0'\nw: {tasks: {t: {}}}", "--public"},
            {201, R"({"workflows": [{"id": "1", "name": "w", "tags": ["x", "y"]}]})"});
    CHECK(ran.requests.at(0).path == "/workflows?scope=public");
    CHECK(ran.requests.at(0).content_type == "text/plain");
    CHECK(ran.out.find("| x, y |") != std::string::npos);
}

TEST_CASE("workflow-validate fails for an invalid definition") {
    const Ran ran =
        run({"workflow-validate", "w: {tasks: {}}"}, {200, R"({"valid": false, "error": "no"})"});
    CHECK(ran.exit_code == 1);
    CHECK(ran.out.find("| Valid | False |") != std::string::npos);
}

TEST_CASE("validation prints the server's findings") {
    const Ran ran =
        run({"workflow-validate", "w: {tasks: {}}"},
            {200,
             R"({"valid": true, "diagnostics": [{"severity": "warning", "code": "join-zero",
             "message": "m", "line": 3, "column": 7, "path": "w.tasks", "hint": "h"}]})"});
    CHECK(ran.exit_code == 0);
    CHECK(ran.err == "3:7: warning: w.tasks: m; h [join-zero]\n");
}

TEST_CASE("lint needs no server") {
    const TemporaryFile good{"version: '2.0'\nw: {tasks: {a: {action: std.noop}}}\n"};
    CHECK(run({"lint", good.path()}).exit_code == 0);
    CHECK(run({"lint", good.path()}).out.empty());
    CHECK(run({"lint", good.path()}).requests.empty());

    const TemporaryFile odd{"version: '2.0'\nw: {tasks: {a: {join: 0}}}\n"};
    CHECK(run({"lint", odd.path()}).exit_code == 0);
    CHECK(run({"lint", "--strict", odd.path()}).exit_code == 1);
    const Ran ran = run({"lint", odd.path(), good.path()});
    CHECK(ran.out.starts_with(odd.path() + ":2:23: warning: w.tasks.a.join: 0 is no join"));
    CHECK(ran.out.ends_with(" [join-zero]\n"));
}

TEST_CASE("lint tells kinds apart") {
    const TemporaryFile book{"version: '2.0'\nname: b\nactions: {x: {bsae: std.noop}}\n"};
    const Ran ran = run({"lint", "--format", "json", book.path()});
    CHECK(ran.exit_code == 1);
    CHECK(ran.out.find(R"("kind": "workbook")") != std::string::npos);
    CHECK(ran.out.find(R"("hint": "did you mean 'base'?")") != std::string::npos);

    const TemporaryFile actions{"version: '2.0'\nx: {base: std.noop}\n"};
    CHECK(run({"lint", actions.path()}).exit_code == 0);
    CHECK(run({"lint", "--kind", "workflows", actions.path()}).exit_code == 1);
}

TEST_CASE("lint shows the line that is no YAML") {
    const TemporaryFile file{"version: '2.0'\nw: a: b\n"};
    const std::string problem =
        ":2:5: error: mapping values are not allowed in this context at 2:5; a text with ': ' "
        "in it has to be in quotes, or this line is indented too far [yaml-syntax]\n";
    CHECK(run({"lint", file.path()}).out.starts_with(file.path() + problem));
}

TEST_CASE("lint: mistakes on the command line") {
    CHECK(run({"lint"}).exit_code == 2);
    CHECK(run({"lint", "/no/such/file.yaml"}).exit_code == 2);
    CHECK(run({"lint", "--kind", "x", "-"}).exit_code == 2);
    CHECK(run({"lint", "--format", "xml", "-"}).exit_code == 2);
}

TEST_CASE("results and outputs are printed as indented JSON") {
    CHECK(
        run({"execution-get-output", "e1"}, {200, R"({"output": "{\"a\": 1}"})"}).out ==
        "{\n    \"a\": 1\n}\n"
    );
    CHECK(run({"task-get-result", "t1"}, {200, R"({"result": "\"text\""})"}).out == "\"text\"\n");
}

TEST_CASE("formats for programs") {
    const HttpAnswer answer{200, two_executions};
    CHECK(
        run({"execution-list", "-f", "value", "-c", "ID", "-c", "State"}, answer).out ==
        "e1 ERROR\ne2 SUCCESS\n"
    );
    CHECK(
        run({"execution-list", "-f", "csv", "-c", "ID", "-c", "State"}, answer).out ==
        "\"ID\",\"State\"\n\"e1\",\"ERROR\"\n\"e2\",\"SUCCESS\"\n"
    );
    CHECK(
        run({"execution-list", "-f", "json", "-c", "ID"}, answer).out ==
        "[\n    {\n        \"ID\": \"e1\"\n    },\n    {\n        \"ID\": \"e2\"\n    }\n]\n"
    );
    CHECK(run({"execution-list", "-f", "yaml", "-c", "ID"}, answer).out == "- ID: e1\n- ID: e2\n");
    CHECK(run({"execution-list", "-f", "nope"}, answer).exit_code == 2);
    CHECK(run({"execution-list", "-c", "nope"}, answer).exit_code == 2);
}

TEST_CASE("the server's reason is shown, exit code 1") {
    const Ran ran =
        run({"workflow-get", "w"}, {404, R"({"faultstring": "Workflow not found [x=w]"})"});
    CHECK(ran.exit_code == 1);
    CHECK(ran.err == "mistral: Workflow not found [x=w]\n");
    CHECK(ran.out.empty());
}

TEST_CASE("every deletion is tried; one failure fails the command") {
    const Ran ran = run({"execution-delete", "--force", "a", "b"}, {204, ""});
    CHECK(ran.requests.size() == 2);
    CHECK(ran.requests.at(1).path == "/executions/b?force=True");
    CHECK(
        ran.out == "Request to delete execution a has been accepted.\n"
                   "Request to delete execution b has been accepted.\n"
    );
    CHECK(run({"execution-delete", "a"}, {403, R"({"faultstring": "no"})"}).exit_code == 1);
}

TEST_CASE("usage errors: exit code 2, and what was probably meant") {
    CHECK(run({"execution-lst"}).err.find("did you mean 'execution-list'?") != std::string::npos);
    CHECK(
        run({"execution-list", "--limt", "1"}).err.find("did you mean '--limit'?") !=
        std::string::npos
    );
    CHECK(run({"execution-get"}).exit_code == 2);
    CHECK(run({"execution-get", "a", "b"}).exit_code == 2);
    CHECK(run({"execution-list", "--limit"}).exit_code == 2);
    CHECK(run({"execution-list", "--filter", "x"}).exit_code == 2);
}

TEST_CASE("the server's address") {
    CHECK(run({"workflow-list"}).url == "http://default/v2");
    CHECK(run({"--os-mistral-url", "http://a", "workflow-list"}).url == "http://a");
    CHECK(run({"workflow-list", "--mistral-url=http://b"}).url == "http://b");
}

TEST_CASE("help for everything") {
    CHECK(run({}).out.find("execution-get-output") != std::string::npos);
    CHECK(run({"help", "execution-create"})
              .out.starts_with("usage: mistral execution-create [workflow_identifier] "
                               "[workflow_input] [params] [OPTION...]"));
    CHECK(run({"execution-get", "--help"}).exit_code == 0);
}

TEST_CASE("why draws the causes as a tree") {
    const HttpAnswer answer{200, R"({"id": "e1", "workflow": "w", "state": "RUNNING",
        "summary": "RUNNING: so it is", "more": 7, "causes": [
        {"task": "a", "state": "RUNNING", "kind": "sub-workflow", "text": "waits", "causes": [
            {"task": "b", "state": "DELAYED", "kind": "retry", "text": "again",
             "due": "2001-01-01 00:00:00"}]},
        {"kind": "pause", "text": "is paused"}]})"};
    const Ran ran = run({"why", "e1"}, answer);
    CHECK(ran.exit_code == 0);
    REQUIRE(ran.requests.size() == 1);
    CHECK(ran.requests[0].path == "/executions/e1/why");
    CHECK(ran.out.starts_with("w (e1)\nRUNNING: so it is\n"
                              "|- a [RUNNING] waits\n"
                              "|  `- b [DELAYED] again (overdue by "));
    CHECK(ran.out.ends_with(" h)\n"
                            "|- is paused\n"
                            "`- and 7 more\n"));
    CHECK(run({"why", "e1", "--json"}, answer).out.starts_with("{\n    \"id\": \"e1\""));
}

TEST_CASE("test tells usage mistakes") {
    CHECK(run({"test"}).exit_code == 2);
    CHECK(run({"test", "/nonexistent/case.yaml"}).exit_code == 2);
    CHECK(
        run({"test", "x.yaml", "--coverage-min", "lots"}).err.find("give 0 to 100") !=
        std::string::npos
    );
}

}  // namespace wf::cli
