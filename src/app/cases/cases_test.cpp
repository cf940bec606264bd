// What case files cannot say of themselves: mistakes and failures with their places, updates,
// coverage, JUnit.
#include "app/cases/coverage.hpp"
#include "app/cases/diff.hpp"
#include "app/cases/junit.hpp"
#include "app/cases/run.hpp"
#include "app/cases/span_text.hpp"
#include "app/cases/update.hpp"

#include <doctest/doctest.h>

namespace wf::cases {
namespace {

constexpr std::string_view demo = R"(about: A demo.
workflow: |
  version: '2.0'
  demo:
    input: [n]
    output: {twice: <% $.n * 2 %>}
    tasks:
      a:
        action: my.action n=<% $.n %>
        on-success:
          - b: <% $.n > 1 %>
        on-error: fail
      b: {action: std.noop}
)";

WorkflowCase case_of(const std::string& rest) {
    auto test = parse_case("demo.yaml", std::string{demo} + rest);
    REQUIRE(test);
    return *std::move(test);
}

std::string mistakes_in(const std::string& text) {
    const auto test = parse_case("demo.yaml", text);
    return test ? "" : report_of(unusable_case("demo.yaml", test.error()));
}

}  // namespace

TEST_CASE("a case that holds passes, and what nobody mocked is pointed out") {
    const auto test = case_of("mock: {my.action: {returns: 1}, my.acton: {returns: 1}}\n"
                              "start: {workflow: demo, input: {n: 2}}\n"
                              "expect: {workflow: {state: SUCCESS, output: {twice: 4}},\n"
                              "         tasks: {a: {inputs: [{n: 2}]}, b: SUCCESS}}\n");
    const CaseResult result = run_case(test, nullptr);
    CHECK(report_of(result) == "");
    CHECK(result.verdict == Verdict::passed);
    REQUIRE(result.hints.size() == 1);
    CHECK(
        to_report(result.hints[0], "demo.yaml") ==
        "demo.yaml:14:33: nothing has called the mock 'my.acton'\n"
    );
}

TEST_CASE("what differs is told where it is expected, with the reason of a state") {
    const auto test = case_of("mock: {a: {fails: no way}}\n"
                              "start: {workflow: demo, input: {n: 2}}\n"
                              "expect:\n"
                              "  workflow: {state: SUCCESS}\n"
                              "  tasks: {b: SUCCESS, a: {retries: 1, acions: 2}}\n");
    const CaseResult result = run_case(test, nullptr);
    CHECK(result.verdict == Verdict::failed);
    CHECK(
        report_of(result) ==
        "demo.yaml:17:21: workflow demo: state\n"
        "    expected: \"SUCCESS\"\n"
        "    actual:   \"ERROR\"\n"
        "    why: ended in ERROR at 2026-01-01 00:00:00: was ended by the command `fail` of task "
        "'a': action my.action failed: no way\n"
        "demo.yaml:18:14: task b\n"
        "    expected: \"SUCCESS\"\n"
        "    actual:   \"absent\"\n"
        "demo.yaml:18:36: task a: retries\n"
        "    expected: 1\n"
        "    actual:   0\n"
        "demo.yaml:18:39: task a: unknown key 'acions'; did you mean 'actions'? Known: state, "
        "state_info, count, published, result, processed, retries, actions, action_states, inputs, "
        "action_names, accepted, children, triggered_by, next, error_handled, sent_times, "
        "sent_name, sent_input, sent_target, sent_timeout, sent_safe_rerun, sent_maybe_duplicate, "
        "created, updated, started, finished\n"
    );
}

TEST_CASE("mistakes of the file are told with their places, all of them") {
    CHECK(
        mistakes_in("about: x\nmocks: {}\nplay:\n  - begin: demo\n  - advance\n") ==
        "demo.yaml:2:1: case: unknown key 'mocks'; did you mean 'mock'? Known: about, workflow, "
        "workflow_file, workbook, workbook_file, actions, actions_file, namespaces, environments, "
        "options, mock, start, play, expect\n"
        "demo.yaml:4:5: step: unknown key 'begin'. Known: start, action, advance, expect, pause, "
        "resume, stop, rerun, skip, update_action, update, restart, reply, error\n"
        "demo.yaml:5:5: a step is a mapping, as '- start: NAME' or '- advance: 5s'\n"
    );
    CHECK(
        mistakes_in("about: x\nworkflow_file: nosuch.yaml\nstart: demo\n"
                    "mock: {a: {returns: 1, fails: 2}, b: {after: soon, returns: 1}, c: []}\n") ==
        "demo.yaml:2:16: cannot read nosuch.yaml (paths are relative to the case file)\n"
        "demo.yaml:4:11: give exactly one of `returns`, `fails` and `cancelled`\n"
        "demo.yaml:4:46: 'soon' is no span of time; write it as 5s, 500ms, 2m, 1h or 1d\n"
        "demo.yaml:4:68: `sequence` is a list of results, one for each call\n"
    );
    CHECK(
        mistakes_in("about: x\nstart: demo\noptions: {slice_items: many, speed: 1}\n"
                    "environments: [prod]\n") ==
        "demo.yaml:4:15: `environments` maps names to mappings of variables\n"
        "demo.yaml:3:24: option 'slice_items' does not take this value\n"
        "demo.yaml:3:30: there is no option 'speed' for cases\n"
    );
    CHECK(
        mistakes_in("about: x\nplay:\n  - start: demo\n  - expect: SUCCESS\nexpect: {tasks: [a]}\n"
        ) == "demo.yaml:4:13: `expect` is a mapping of `workflow`, `tasks`, `in` and `why`\n"
             "demo.yaml:5:17: `tasks` maps names to what is expected\n"
    );
    CHECK(mistakes_in("a: [\n").starts_with("demo.yaml: while parsing a flow node: "));
}

TEST_CASE("findings about a definition are told with their place in the case file") {
    const auto test = parse_case(
        "demo.yaml",
        "about: x\nworkflow: |\n\n  version: '2.0'\n  w: {tasks: {a: {acton: std.noop}}}\nstart: "
        "w\n"
    );
    REQUIRE(test);
    CHECK(
        report_of(run_case(*test, nullptr)) ==
        "demo.yaml:2:11: the definition is refused: Invalid DSL: Additional properties are not "
        "allowed ('acton' was unexpected)\n"
        "    demo.yaml:5:26: error: w.tasks.a.acton: Additional properties are not allowed "
        "('acton' was unexpected) (did you mean 'action'?)\n"
    );
}

TEST_CASE("mocks answer one call after the other, the last result repeats") {
    const auto test = case_of("mock: {my.action: [{fails: x}, {returns: 1, after: 1m}]}\n"
                              "play:\n"
                              "  - start: {workflow: demo, input: {n: 1}}\n"
                              "  - rerun: a\n"
                              "  - expect: {tasks: {a: RUNNING}}\n"
                              "  - advance: end\n"
                              "expect: {workflow: SUCCESS, tasks: {a: {actions: 2}}}\n");
    CHECK(report_of(run_case(test, nullptr)) == "");
}

TEST_CASE("a mocked result may be made of the input") {
    const auto test = case_of("mock: {my.action: {returns: {next: <% $.n + 1 %>}}}\n"
                              "start: {workflow: demo, input: {n: 1}}\n"
                              "expect: {tasks: {a: {result: {next: 2}}}}\n");
    CHECK(report_of(run_case(test, nullptr)) == "");
    const auto wrong =
        case_of("mock: {my.action: {returns: <% $.nope.no %>}}\n"
                "start: {workflow: demo, input: {n: 1}}\n"
                "expect: {tasks: {a: {state: ERROR, result: '/mock: Can not evaluate/'}}}\n");
    CHECK(report_of(run_case(wrong, nullptr)) == "");
    CHECK(mistakes_in("about: x\nstart: x\nmock: {a: {returns: <% ( %>}}\n")
              .starts_with("demo.yaml:3:21: "));
}

TEST_CASE("an update rewrites what does not hold and nothing else") {
    const std::string text = std::string{demo} +
                             "mock: {a: {returns: é}}  # ü\n"
                             "start: {workflow: demo, input: {n: 2}}\n"
                             "expect:\n"
                             "  workflow: {state: ERROR, output: {twice: 5}} # kept\n"
                             "  tasks:\n"
                             "    a: {result: /nothing/}\n"
                             "    b:\n"
                             "      state: absent\n";
    const auto test = parse_case("demo.yaml", text);
    REQUIRE(test);
    const Updated updated = update_expectations(text, *test, run_case(*test, nullptr));
    CHECK(updated.count == 4);
    CHECK(
        updated.text.substr(demo.size()) ==
        "mock: {a: {returns: é}}  # ü\n"
        "start: {workflow: demo, input: {n: 2}}\n"
        "expect:\n"
        "  workflow: {state: SUCCESS, output: {twice: 4}} # kept\n"
        "  tasks:\n"
        "    a: {result: \"\\u00e9\"}\n"
        "    b:\n"
        "      state: SUCCESS\n"
    );
    const auto again = parse_case("demo.yaml", updated.text);
    REQUIRE(again);
    CHECK(run_case(*again, nullptr).verdict == Verdict::passed);
}

TEST_CASE("an update gives a case its first expectations") {
    const std::string text =
        std::string{demo} + "mock: {a: {returns: 1}}\nstart: {workflow: demo, input: {n: 1}}\n";
    const auto test = parse_case("demo.yaml", text);
    REQUIRE(test);
    const Updated updated = update_expectations(text, *test, run_case(*test, nullptr));
    CHECK(
        updated.text.substr(text.size()) == "expect:\n"
                                            "  workflow:\n"
                                            "    state: SUCCESS\n"
                                            "    output:\n"
                                            "      twice: 2\n"
                                            "  tasks:\n"
                                            "    a: SUCCESS\n"
    );
}

TEST_CASE("coverage counts edges and both outcomes of their conditions, with lines") {
    Coverage coverage;
    const auto test = case_of("mock: {a: {returns: 1}}\nstart: {workflow: demo, input: {n: 2}}\n");
    coverage.begin(test);
    run_case(test, &coverage);
    CHECK(
        coverage.report() ==
        "coverage: 1 of 3 branches (33.3 %)\n"
        "  demo in demo.yaml: 1 of 3\n"
        "    line 11   a on-success -> b                        true once, false NEVER   "
        "<% $.n > 1 %>\n"
        "    line 12   a on-error -> fail                       taken NEVER\n"
    );
}

TEST_CASE("results as JUnit XML") {
    TimedResult failed;
    failed.result = unusable_case("a.yaml", {problem_at({3, 4}, "<wrong> & \"more\"")});
    failed.duration = std::chrono::microseconds{1500};
    CHECK(
        to_junit({&failed, 1}) ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuite name=\"mistral test\" tests=\"1\" failures=\"0\" errors=\"1\" "
        "time=\"0.001500\">\n"
        "  <testcase classname=\"a.yaml\" name=\"a.yaml\" file=\"a.yaml\" time=\"0.001500\">\n"
        "    <error message=\"&lt;wrong&gt; &amp; &quot;more&quot;\">a.yaml:3:4: &lt;wrong&gt; "
        "&amp; &quot;more&quot;&#10;</error>\n"
        "  </testcase>\n"
        "</testsuite>\n"
    );
}

TEST_CASE("differences of long values are shown by lines, equal stretches are cut") {
    std::string before;
    for (int i = 0; i < 12; ++i) before += std::to_string(i) + "\n";
    std::string after = before;
    after.replace(after.find("10\n"), 3, "x\n");
    CHECK(line_diff(before, after) == "  ...\n  7\n  8\n  9\n- 10\n+ x\n  11\n");
}

TEST_CASE("spans of time") {
    CHECK(read_span(5).value() == Millis{5000});
    CHECK(read_span("500ms").value() == Millis{500});
    CHECK(read_span("2m").value() == Millis{120'000});
    CHECK(read_span("1d").value() == Millis{86'400'000});
    CHECK(!read_span("5 weeks"));
    CHECK(!read_span("-1s"));
}

}  // namespace wf::cases
