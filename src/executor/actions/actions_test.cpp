// The standard actions as data: signatures, plans, inline runs; no threads.
#include "executor/actions/number.hpp"
#include "executor/registry.hpp"
#include "value/json.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace wf;

namespace {

Plan plan_of(std::string_view name, std::string_view input) {
    ActionRequest request;
    request.name = name;
    request.input = *parse_json(input);
    request.workflow_name = "w";
    request.callback_url = "/v2/action_executions/1";
    return find_standard_action(name)->plan(request, {});
}

std::string plan_text(std::string_view name, std::string_view input) {
    const Plan plan = plan_of(name, input);
    if (const auto* result = std::get_if<ActionResult>(&plan)) {
        const bool is_success = result->outcome == ActionResult::Outcome::success;
        return (is_success ? "success " : "error ") + to_json(result->value);
    }
    if (const auto* raised = std::get_if<Raised>(&plan)) return "raised " + raised->text;
    if (const auto* wrong = std::get_if<NotInstantiated>(&plan)) return "not made: " + wrong->text;
    if (const auto* wait = std::get_if<Wait>(&plan)) {
        return "after " + std::to_string(wait->delay.count()) + " " + to_json(wait->result.value);
    }
    const auto& call = std::get<HttpCall>(plan);
    std::string text = call.method + " " + call.url.text();
    for (const HttpHeader& header : call.headers) text += " " + header.name + "=" + header.value;
    if (call.body) text += " body " + *call.body;
    return text;
}

std::string pure_text(std::string_view name, std::string_view input) {
    const ActionDef* action = find_standard_action(name);
    if (action->pure == nullptr) return "not pure";
    const auto result = action->pure(*parse_json(input));
    if (!result) return "dispatch";
    return (result->outcome == ActionResult::Outcome::success ? "success " : "error ") +
           to_json(result->value);
}

struct Case {
    const char* action;
    const char* input;
    const char* plan;
    const char* pure;
};

}  // namespace

TEST_CASE("simple actions: what the executor would do, and what the engine does inline") {
    const Case cases[] = {
        {"std.noop", "{}", "success null", "success null"},
        {"std.async_noop", "{}", "success null", "not pure"},
        {"std.echo", R"({"output": {"a": [1]}})", R"(success {"a":[1]})", R"(success {"a":[1]})"},
        {"std.echo", R"({"output": 1, "delay": 1.5})", "after 1500 1", "dispatch"},
        {"std.echo", R"({"output": 1, "delay": "0.25"})", "after 250 1", "dispatch"},
        {"std.echo", R"({"output": 1, "delay": "x"})", "success 1", "success 1"},
        {"std.echo", R"({"output": 1, "delay": -3})", "success 1", "success 1"},
        {"std.echo",
         R"({"output": 1, "delay": null})",
         "not made: delay must be a number of seconds",
         "dispatch"},
        {"std.fail", "{}", "raised Fail action expected exception.", "dispatch"},
        {"std.fail",
         R"({"error_data": {"code": 5}})",
         R"(error {"code":5})",
         R"(error {"code":5})"},
        {"std.fail", R"({"error_data": []})", "raised Fail action expected exception.", "dispatch"},
        {"std.sleep", "{}", "after 1000 null", "not pure"},
        {"std.sleep", R"({"seconds": 2.9})", "after 2000 null", "not pure"},
        {"std.sleep", R"({"seconds": "3"})", "after 3000 null", "not pure"},
        {"std.sleep", R"({"seconds": "x"})", "success null", "not pure"},
        {"std.sleep", R"({"seconds": "2.5"})", "success null", "not pure"},
        {"std.sleep", R"({"seconds": -1})", "success null", "not pure"},
        {"std.test_dict", "{}", "success {}", "success {}"},
        {"std.test_dict",
         R"({"size": 2, "key_prefix": "k", "val": "v"})",
         R"(success {"k0":"v","k1":"v"})",
         R"(success {"k0":"v","k1":"v"})"},
        {"std.test_dict",
         R"({"size": "2"})",
         "raised size must be an integer, not '2'",
         "dispatch"},
        {"std.test_dict",
         R"({"size": 1000001})",
         "raised size must not be greater than 1000000",
         "dispatch"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.action);
        CAPTURE(c.input);
        CHECK(plan_text(c.action, c.input) == c.plan);
        CHECK(pure_text(c.action, c.input) == c.pure);
    }
    CHECK(pure_text("std.test_dict", R"({"size": 10001})") == "dispatch");
}

TEST_CASE("std.http: from parameters to a call") {
    struct HttpCase {
        const char* input;
        const char* plan;
    };

    const HttpCase cases[] = {
        {R"({"url": "http://h"})", "GET http://h/"},
        {R"({"url": "  http://H:80/a b?c=d%7E#f", "method": "patch"})",
         "PATCH http://h:80/a%20b?c=d~#f"},
        {R"({"url": "http://h/?z=1", "params": {"a": "ä b", "l": [1, true, null], "n": null}})",
         "GET http://h/?z=1&a=%C3%A4+b&l=1&l=True"},
        {R"({"url": "http://h", "params": "x=1&y"})", "GET http://h/?x=1&y"},
        {R"({"url": "http://h", "method": "POST", "body": {"a": "ü"}})",
         R"(POST http://h/ body {"a": "\u00fc"})"},
        {R"({"url": "http://h", "method": "POST", "body": "text"})", "POST http://h/ body text"},
        {R"({"url": "http://h", "json": {"a": 1}})",
         R"(GET http://h/ Content-Type=application/json body {"a": 1})"},
        {R"({"url": "http://h", "json": [], "headers": {"content-type": "x/y"}})",
         "GET http://h/ content-type=x/y body []"},
        {R"({"url": "http://h", "headers": {"A": 1, "B": 1.5, "C": true, "D": null, "E": ""}})",
         "GET http://h/ A=1 B=1.5 C=True E="},
        {R"({"url": "http://h", "body": "b", "json": {"a": 1}})",
         "not made: Only one of the parameters 'json' and 'body' can be passed"},
        {R"({"url": "http://h", "headers": {"A": [1]}})",
         "raised Failed to send HTTP request: Header part ([1]) from ('A', [1]) must be of type "
         "str or "
         "bytes, not <class 'list'>"},
        {R"({"url": "http://h", "headers": {"A": "x\r\nB: y"}})",
         "raised Failed to send HTTP request: Invalid leading whitespace, reserved character(s), "
         "or "
         "return character(s) in header value: 'x\\r\\nB: y'"},
        {R"({"url": "http://h", "timeout": "soon"})",
         "raised Failed to send HTTP request: Timeout value connect was soon, but it must be an "
         "int, "
         "float or None."},
        {R"({"url": "http://h", "timeout": 0})",
         "raised Failed to send HTTP request: Attempted to set connect timeout to 0, but the "
         "timeout "
         "cannot be set to a value less than or equal to 0."},
        {R"({"url": "http://h", "auth": "a:b:c"})",
         "raised Failed to send HTTP request: auth must be text of the form user:password, with "
         "exactly "
         "one colon"},
        {R"({"url": "http://h", "method": "A B"})",
         "raised Failed to send HTTP request: method can't contain control characters. 'A B'"},
    };
    for (const HttpCase& c : cases) {
        CAPTURE(c.input);
        CHECK(plan_text("std.http", c.input) == c.plan);
    }
}

TEST_CASE("std.http: what is not in the text of a call") {
    const Plan plan = plan_of("std.http", R"({"url": "https://u%40x:p@h/", "timeout": 0.5,
        "cookies": {"a": 1, "b": "c"}, "allow_redirects": 1, "verify": false,
        "proxies": {"http": "http://wrong", "https": "http://p:3128"}})");
    const auto& call = std::get<HttpCall>(plan);
    CHECK(call.basic_auth->first == "u@x");
    CHECK(call.basic_auth->second == "p");
    CHECK(call.timeout == Millis{500});
    CHECK(call.cookies == "a=1; b=c");
    CHECK(call.follow_redirects);
    CHECK(!call.verify_peer);
    CHECK(call.proxy == "http://p:3128");
    CHECK(call.url.text() == "https://h/");
}

TEST_CASE("std.mistral_http: its headers win, and none is sent without a value") {
    CHECK(
        plan_text(
            "std.mistral_http", R"({"url": "http://h", "headers": {"mistral-workflow-name": 1}})"
        ) == "GET http://h/ Mistral-Workflow-Name=w Mistral-Callback-URL=/v2/action_executions/1"
    );
}

TEST_CASE("signatures") {
    std::string text;
    for (const ActionSignature& s : standard_action_signatures()) {
        text += s.name + "(";
        for (const ActionParameter& p : s.parameters) {
            text += p.required ? p.name + " " : p.name + "=" + to_json(p.default_value) + " ";
        }
        text += s.is_sync ? ")" : ") async";
        text += s.needs_dispatch ? "\n" : " no dispatch\n";
    }
    const std::string http =
        "(url method=\"GET\" params=null body=null json=null headers=null "
        "cookies=null auth=null timeout=null allow_redirects=null proxies=null "
        "verify=null )";
    CHECK(
        text == "std.async_noop() async no dispatch\nstd.echo(output delay=0 )\n"
                "std.fail(error_data=null )\nstd.http" +
                    http + "\nstd.mistral_http" + http +
                    " async\nstd.noop()\nstd.sleep(seconds=1 )\n"
                    "std.test_dict(size=0 key_prefix=\"\" val=\"\" )\n"
    );
    CHECK(find_standard_action("std.nope") == nullptr);
}

TEST_CASE("numbers as Python converts them") {
    using namespace wf::actions;
    CHECK(to_float(Value{" 1.5 "}).value == 1.5);
    CHECK(to_float(Value{"1e3"}).value == 1000);
    CHECK(to_float(Value{"x"}).how == Conversion::not_a_number);
    CHECK(to_float(Value{""}).how == Conversion::not_a_number);
    CHECK(to_float(Value{}).how == Conversion::wrong_type);
    CHECK(to_integer(Value{"1.5"}).how == Conversion::not_a_number);
    CHECK(to_integer(Value{-1.5}).value == -1);
    CHECK(to_integer(Value{true}).value == 1);
    CHECK(std::isinf(to_integer(Value::integer_from_text("1" + std::string(30, '0'))).value));
    CHECK(millis_of_seconds(HUGE_VAL) > Millis{0});
    CHECK(millis_of_seconds(std::nan("")) == Millis{0});
}
