// YAML against PyYAML: tests/lang/yaml/*.jsonl; what differs on purpose; hostile texts are in
// hostile_test.
#include "lang/testing/cases.hpp"
#include "lang/yaml.hpp"
#include "lang/yaml/node.hpp"
#include "value/json.hpp"
#include "value/python_text.hpp"

#include <doctest/doctest.h>

#include <cmath>

namespace wf::lang::testing {
namespace {

constexpr std::string_view kind_names[] = {
    "null",
    "boolean",
    "integer",
    "integer",
    "floating",
    "string",
    "list",
    "dict",
    "set",
    "datetime"};

template <class Visit>
void for_each_row(const char* file, Visit visit) {
    const std::string content = content_of(data_folder() / "yaml" / file);
    REQUIRE(!content.empty());
    for (std::size_t begin = 0; begin < content.size();) {
        const std::size_t end = content.find('\n', begin);
        const auto row = parse_json(std::string_view{content}.substr(begin, end - begin));
        REQUIRE(row.has_value());
        INFO((*row)["text"].to_string());
        visit(*row);
        begin = end + 1;
    }
}

std::string_view kind_of(const Value& value) {
    return kind_names[static_cast<std::size_t>(value.kind())];
}

// JSON has no infinity, so the golden files hold its repr().
Value comparable(const Value& value) {
    const bool infinite = value.kind() == Kind::floating && !std::isfinite(value.as_double());
    return infinite ? Value{python_repr(value)} : *to_plain_json(value);
}

void check_read(const Value& row) {
    const auto read = parse_yaml(row["text"].as_string());
    if (row["fails"] == Value{true}) {
        CHECK_MESSAGE(!read, "should fail");
        return;
    }
    if (!read) {
        FAIL_CHECK(read.error().message);
        return;
    }
    CHECK(kind_of(*read) == row["kind"].as_string());
    CHECK(to_json(comparable(*read)) == to_json(row["value"]));
}

}  // namespace

TEST_CASE("scalars are what PyYAML takes them for") {
    for_each_row("resolution.jsonl", check_read);
}

TEST_CASE("documents are read as PyYAML reads them, with anchors switched off") {
    for_each_row("documents.jsonl", check_read);
}

TEST_CASE("values are written as PyYAML's safe_dump writes them, and read back") {
    for_each_row("written.jsonl", [](const Value& row) {
        YamlStyle style;
        style.unicode = row["unicode"].as_bool();
        const std::string text = write_yaml(row["value"], style);
        CHECK(text == row["text"].as_string());
        const auto back = parse_yaml(text);
        REQUIRE(back.has_value());
        CHECK(identical(*back, row["value"]));
    });
}

TEST_CASE("texts that PyYAML cannot construct are texts here") {
    for (const char* text : {"=", "<<", "*", "&"}) {
        const auto read = parse_yaml(text);
        REQUIRE(read.has_value());
        CHECK(*read == Value{text});
    }
}

TEST_CASE("keys keep their type in general use and become text in definitions") {
    constexpr std::string_view text = "{1: a, true: b, null: c, 1.5: d, 2001-01-01: e}";
    const auto python = parse_yaml(text);
    REQUIRE(python.has_value());
    CHECK(python->members()[0].key.kind() == Kind::integer);
    CHECK(python->size() == 4);  // 1 == true
    const auto document = yaml::compose(text, yaml::Typing::json);
    REQUIRE(document.has_value());
    CHECK(
        to_json(document->root.value) ==
        R"({"1":"a","true":"b","null":"c","1.5":"d","2001-01-01":"e"})"
    );
}

TEST_CASE("keys can be sorted and long lines left alone") {
    const Value value =
        Value::dict({{"b", 1}, {"a", std::string(100, 'x') + " " + std::string(20, 'y')}});
    CHECK(
        write_yaml(value, {.sort_keys = true, .unicode = true, .width = 0}) ==
        "a: " + std::string(100, 'x') + " " + std::string(20, 'y') + "\nb: 1\n"
    );
}

TEST_CASE("positions count characters") {
    const auto document =
        yaml::compose("ä: *b\nlist:\n- {é: &x 1, k: [a, b]}\n", yaml::Typing::json);
    REQUIRE(document.has_value());
    const yaml::Node& root = document->root;
    CHECK(root.children[0].mark.column == 4);
    CHECK(root.children[0].end.column == 6);
    const yaml::Node& item = root.children[1].children[0];
    CHECK(item.mark.line == 3);
    CHECK(item.mark.column == 3);
    const yaml::Node* list = item.find("k");
    REQUIRE(list != nullptr);
    CHECK(list->key_mark.column == 13);
    CHECK(list->children[1].mark.column == 20);
}

}  // namespace wf::lang::testing
