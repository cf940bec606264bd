// Texts that no honest user sends: they are refused or accepted, but never crash, hang or run out
// of memory.
#include "lang/definitions.hpp"
#include "lang/yaml.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace wf::lang {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t size = 50'000;
#else
constexpr std::size_t size = 1'000'000;
#endif

std::string repeated(std::string_view part) {
    std::string out;
    out.reserve(size);
    while (out.size() + part.size() <= size) out += part;
    return out;
}

std::string task(const std::string& body) {
    return "version: '2.0'\nw: {tasks: {a: {" + body + "}}}\n";
}

void judge_all(std::string_view text) {
    for (const DocumentKind kind :
         {DocumentKind::workflows, DocumentKind::workbook, DocumentKind::actions}) {
        const auto found = diagnose(kind, text);
        CHECK(found.all().size() <= Diagnostics::kept_max);
    }
}

}  // namespace

TEST_CASE("huge texts of one kind") {
    for (const std::string_view part :
         {"[",   "{",   "- ",           "? ",      "*",   "- *a\n", "a: 1\n", "[{},", "\"a", "'",
          " ",   "\n",  "\t",           "\r",      "#\n", "%X\n",   "a\n",    "&a ",  "!a ", "-\n",
          "?\n", "a: ", "\xEE\x80\x80", "--- a\n", "|\n "}) {
        INFO(std::string{part});
        const std::string text = repeated(part);
        const auto result = parse_workflows(text);
        CHECK(!result.has_value());
        CHECK(result.error().message.size() < 20'000);
    }
}

TEST_CASE("huge texts inside of a task") {
    for (const std::string& body : {
             "action: 'a " + repeated("x=[") + "'",
             "action: 'a " + repeated("x=<%") + "'",
             "action: '" + repeated("{{}}{{") + " x=1'",
             "with-items: '" + repeated("in") + "'",
             "with-items: '" + repeated("in[") + "'",
             "with-items: 'i in [" + repeated("[") + "]'",
             "on-success: '" + repeated("f(") + "'",
             "retry: '" + repeated("a= ") + "'",
         }) {
        const auto result = parse_workflows(task(body));
        if (!result) CHECK(result.error().message.size() > 0);
    }
}

TEST_CASE("huge texts to warn about") {
    for (const std::string& body : {
             "action: 'a x=1 " + repeated("y z=1 ") + "'",
             "action: 'a " + repeated("x= ") + "'",
             "with-items: 'i in [1] " + repeated("x ") + "'",
             "on-success: 'fail msg=1 " + repeated("x ") + "'",
             "publish: {x: '" + repeated("<% $.a %>") + "'}",
             "publish: {x: '<% [" + repeated("$.a,") + "1] %>'}",
             "publish: {x: [{y: '" + repeated("<% ") + "'}]}",
             "publish: {x: [{y: '<%" + repeated("$.a(") + "%>'}]}",
             "publish: {x: [{y: '{{" + repeated("_._._") + "}}'}]}",
         }) {
        const auto found = diagnose(DocumentKind::workflows, task(body));
        for (const Diagnostic& diagnostic : found.all()) CHECK(diagnostic.message.size() < 1'000);
    }
}

TEST_CASE("colons that need a blank, in texts of any size") {
    // A short text with a handful of them is read; a huge one is refused, in no time.
    CHECK(parse_yaml("[" + std::string{"{a:[1]},{b:{c:}},{d:,e: 2},"} + "{f:{}}]"));
    for (const char* part : {"a:[1],", "{a:{b: 1}},", "{\xC3\xA4:}\n,"}) {
        const auto read = parse_yaml("[" + repeated(part) + "a]");
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error().message.find("found unexpected ':'") != std::string::npos);
    }
}

TEST_CASE("great graphs to warn about") {
    std::string all;
    std::string tasks;
    for (int i = 900; i > 0; --i) {
        tasks += "    a" + std::to_string(i) + ": {join: all, on-success: [" + all + "noop]}\n";
        all += "a" + std::to_string(i) + ", ";
    }
    const std::string text =
        "version: '2.0'\nw:\n  tasks:\n    s: {on-error: [" + all + "noop]}\n" + tasks;
    CHECK(diagnose(DocumentKind::workflows, text).all().empty());
}

TEST_CASE("bytes that are no text") {
    using namespace std::string_literals;
    for (const std::string& text : {
             "\0"s,
             "a\0"
             "b"s,
             "version: '2.0'\nw\0: {}"s,
             "\xFF"s,
             "\xC3"s,
             "a: \xED\xA0\x80"s,
             "a: \xF5\x80\x80\x80"s,
             "a: \x07"s,
             "\xEF\xBB\xBF"s,
             "\xFF\xFE"
             "a\0"s,
             "\xEE\x80"s,
             "*\xEE\x80"s,
             "a: 'x"s,
             "a: \"x\\"s,
             "a: |"s,
             "a: >9\n"s,
             "%"s,
             "!"s,
             "!<"s,
             "!!"s,
             "!%zz x"s,
             "\t"s,
             "a:\t- b"s,
             "-\t- a"s,
             "? "s,
             ": "s,
             "--- |"s,
             "a: &"s,
             "a: *"s,
             "a: @"s,
             "<<: <<"s,
             "<<: {<<: {}}"s,
         }) {
        judge_all(text);
        [[maybe_unused]] const auto value = parse_yaml(text);
    }
}

TEST_CASE("cut-off documents") {
    const std::string text =
        "version: '2.0'\nname: b\nworkflows:\n  w:\n    input: [a, {b: 1}]\n    tasks:\n      a:\n"
        "        action: std.echo x=\"<% $.y %>\" z=[1]\n        retry: count=1 delay=2\n"
        "        with-items: i in <% $.l %>\n        on-success: {publish: {branch: {k: 1}}, next: "
        "[b: <% 1 %>]}\n"
        "      b: {join: all}\nactions:\n  q: {base: x y=1, input: [m], output: {r: <% $ %>}}\n";
    CHECK(parse_workbook(text).has_value());
    for (std::size_t length = 0; length < text.size(); ++length) judge_all(text.substr(0, length));
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const char c : {'\0', '\n', ' ', '*', '[', '\'', ':', '\x80'}) {
            std::string changed = text;
            changed[at] = c;
            judge_all(changed);
        }
    }
}

TEST_CASE("depth is limited") {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    CHECK(parse_yaml(nested(100)).has_value());
    const auto refused = parse_yaml(nested(102));
    REQUIRE(!refused.has_value());
    CHECK(refused.error().code == ErrorCode::limit_exceeded);
}

TEST_CASE("size is limited") {
    const auto refused = parse_yaml(std::string(17U << 20U, 'a'));
    REQUIRE(!refused.has_value());
    CHECK(refused.error().code == ErrorCode::limit_exceeded);
}

TEST_CASE("task-defaults cannot multiply without end") {
    std::string defaults;
    std::string tasks;
    for (int i = 0; i < 3000; ++i) {
        defaults += "a" + std::to_string(i) + ", ";
        tasks += "    a" + std::to_string(i) + ": {action: x}\n";
    }
    const auto refused = parse_workflows(
        "version: '2.0'\nw:\n  task-defaults: {on-success: [" + defaults + "]}\n  tasks:\n" + tasks
    );
    REQUIRE(!refused.has_value());
    CHECK(refused.error().message.starts_with("The workflow has more than 1000000 transitions"));
}

}  // namespace wf::lang
