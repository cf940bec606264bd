// `mistral run` without an engine: its arguments and the picture of its progress.
#include "app/cli/run/follow.hpp"
#include "app/cli/run/tree_view.hpp"
#include "value/json.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>

namespace wf::cli {

namespace {

TaskProgress task(std::string name, State state, std::string info = {}) {
    TaskProgress made;
    made.name = std::move(name);
    made.state = state;
    made.info = std::move(info);
    made.started_at = Instant{1000};
    if (is_completed(state)) made.finished_at = Instant{1250};
    return made;
}

WorkflowProgress workflow(std::string name, Instant created_at) {
    WorkflowProgress made;
    made.name = std::move(name);
    made.state = State::running;
    made.created_at = created_at;
    return made;
}

WorkflowProgress sample() {
    WorkflowProgress child = workflow("sub", {2000});
    child.tasks = {task("inner", State::running)};
    TaskProgress many = task("many", State::running);
    many.items = 10;
    many.items_done = 4;
    TaskProgress parent = task("parent", State::running);
    parent.children = {child};
    TaskProgress again = task("again", State::delayed, "503");
    again.retries = 2;
    WorkflowProgress root = workflow("main", {1000});
    root.tasks = {task("first", State::success), many, parent, again};
    return root;
}

std::string drawn(const WorkflowProgress& progress, const TreeStyle& style) {
    return fmt::format("{}", fmt::join(tree_lines(progress, style), "\n"));
}

}  // namespace

TEST_CASE("inputs are JSON if they parse, else text") {
    const auto input = parse_pairs({"n=1", "t=abc", "q=\"1\"", "l=[1, 2]", "e=", "x=a=b"});
    REQUIRE(input);
    CHECK(to_json(*input) == R"({"n":1,"t":"abc","q":"1","l":[1,2],"e":"","x":"a=b"})");
    CHECK_FALSE(parse_pairs({"novalue"}));
    CHECK_FALSE(parse_pairs({"=1"}));
}

TEST_CASE("which workflow is meant") {
    const auto one = read_document("version: '2.0'\nw: {tasks: {t: {action: std.noop}}}");
    REQUIRE(one);
    CHECK(choose_workflow(*one, "") == "w");
    CHECK_FALSE(choose_workflow(*one, "other"));

    const auto two = read_document("version: '2.0'\na: {tasks: {t: {}}}\nb: {tasks: {t: {}}}");
    REQUIRE(two);
    CHECK_FALSE(choose_workflow(*two, ""));
    CHECK(choose_workflow(*two, "b") == "b");

    const auto book = read_document("version: '2.0'\nname: bk\nworkflows: {a: {}, b: {}}");
    REQUIRE(book);
    CHECK(book->kind == DocumentKind::workbook);
    CHECK(choose_workflow(*book, "b") == "bk.b");
    CHECK(choose_workflow(*book, "bk.a") == "bk.a");

    CHECK_FALSE(read_document("version: '2.0'"));
    CHECK_FALSE(read_document("a: [1"));
}

TEST_CASE("the tree shows what runs, and why it waits") {
    const TreeStyle style{
        .colour = false, .unicode = false, .width = 60, .height = 24, .now = {4000}};
    CHECK(
        drawn(sample(), style) == "* main  RUNNING  3.0s\n"
                                  "|- + first                SUCCESS    0.2s\n"
                                  "|- * many                 RUNNING    3.0s  4/10\n"
                                  "|- * parent               RUNNING    3.0s\n"
                                  "|  `- * sub  RUNNING  2.0s\n"
                                  "|     `- * inner                RUNNING    3.0s\n"
                                  "`- ~ again                DELAYED    3.0s  retry 2  503"
    );
}

TEST_CASE("lines are cut at the terminal's width, finished tasks give way to running ones") {
    TreeStyle style{.colour = false, .unicode = true, .width = 12, .height = 24, .now = {4000}};
    CHECK(tree_lines(sample(), style)[1] == "├─ ✔ first  ");

    WorkflowProgress big = workflow("w", {0});
    for (int i = 0; i < 30; ++i) big.tasks.push_back(task(fmt::format("t{}", i), State::success));
    big.tasks.push_back(task("last", State::running));
    style = {.colour = false, .unicode = false, .width = 80, .height = 10, .now = {4000}};
    const auto lines = tree_lines(big, style);
    CHECK(lines.size() == 9);
    CHECK(lines[1] == ": 24 more that are done");
    CHECK(lines[8].starts_with("`- * last"));
}

TEST_CASE("spans and exit codes") {
    CHECK(span_text(Millis{840}) == "0.8s");
    CHECK(span_text(Millis{12'400}) == "12s");
    CHECK(span_text(Millis{185'000}) == "3m05s");
    CHECK(exit_code_of(State::success) == 0);
    CHECK(exit_code_of(State::error) == 1);
    CHECK(exit_code_of(State::cancelled) == 3);
    CHECK(exit_code_of(State::paused) == 4);
    CHECK(exit_code_of(State::running) == 4);
}

TEST_CASE("where there is no terminal, every change of state is one line") {
    char* text = nullptr;
    std::size_t size = 0;
    std::FILE* file = open_memstream(&text, &size);
    const auto display = line_display(file);
    WorkflowProgress progress = workflow("w", {0});
    progress.id.bytes[15] = 1;
    progress.tasks = {task("a", State::running)};
    display->show(progress, Instant{5});
    display->show(progress, Instant{10});
    progress.tasks[0] = task("a", State::error, "boom\nmore");
    progress.state = State::error;
    progress.info = "failed";
    display->show(progress, Instant{1500});
    std::fclose(file);
    CHECK(
        std::string(text, size) == "   0.005s  task 'a' RUNNING\n"
                                   "   0.005s  workflow 'w' RUNNING\n"
                                   "   1.500s  task 'a' ERROR: boom\n"
                                   "   1.500s  workflow 'w' ERROR: failed\n"
    );
    std::free(text);
}

}  // namespace wf::cli
