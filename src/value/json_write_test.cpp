// Writing JSON text. The texts were written by CPython 3.11's json.dumps.
#include "value/json.hpp"
#include "value/python_text.hpp"
#include "value/testing/print.hpp"

#include <doctest/doctest.h>

#include <limits>

namespace wf {
namespace {

Value sample() {
    return Value::dict(
        {{"a", Value::list({1, 2.0, nullptr, true, Value::list({}), Value::dict({})})},
         {"\xc3\xa9", Value::dict({{"x", "\xf0\x9f\x98\x80"}})}}
    );
}

class Handle final : public Opaque {
public:
    std::string_view type_name() const override { return "iterator"; }
};

}  // namespace

TEST_CASE("the three styles") {
    CHECK(
        to_json(sample()) ==
        "{\"a\":[1,2.0,null,true,[],{}],\"\xc3\xa9\":{\"x\":\"\xf0\x9f\x98\x80\"}}"
    );
    CHECK(
        to_json(sample(), JsonStyle::python) ==
        R"({"a": [1, 2.0, null, true, [], {}], "\u00e9": {"x": "\ud83d\ude00"}})"
    );
    CHECK(to_json(sample(), JsonStyle::indented) == R"({
    "a": [
        1,
        2.0,
        null,
        true,
        [],
        {}
    ],
    "\u00e9": {
        "x": "\ud83d\ude00"
    }
})");
    CHECK(to_json(Value::list({}), JsonStyle::indented) == "[]");
    CHECK(to_json("x", JsonStyle::indented) == "\"x\"");
}

TEST_CASE("escapes with and without ensure_ascii") {
    const Value text =
        std::string_view{"\"\\/\b\f\n\r\t\0\x1f\x7f\xc2\x80\xe2\x80\xa8\xef\xbf\xbf", 19};
    CHECK(
        to_json(text, JsonStyle::python) ==
        R"("\"\\/\b\f\n\r\t\u0000\u001f\u007f\u0080\u2028\uffff")"
    );
    CHECK(
        to_json(text) ==
        "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f\xc2\x80\xe2\x80\xa8\xef\xbf\xbf\""
    );
    std::string out = "> ";
    write_json_string(out, "0123456789abcdef\"0123456789");
    CHECK(out == R"(> "0123456789abcdef\"0123456789")");
}

TEST_CASE("an escape is found at every place of a word") {
    for (const char special : {'"', '\\', '\n', '\x7f', '\xc3'}) {
        for (std::size_t at = 0; at < 20; ++at) {
            std::string text(20, '~');
            text[at] = special;
            std::string expected;
            for (const char c : text) {
                std::string one;
                write_json_string(one, std::string_view{&c, 1});
                expected += one.substr(1, one.size() - 2);
            }
            CHECK(to_json(text, JsonStyle::python) == '"' + expected + '"');
        }
    }
}

TEST_CASE("bytes that are not UTF-8 can be written and read back") {
    const std::string text = to_json("a\xff"
                                     "b\xc3");
    CHECK(
        text == "\"a\xef\xbf\xbd"
                "b\xef\xbf\xbd\""
    );
    CHECK(parse_json(text).has_value());
    CHECK(to_json("a\xff", JsonStyle::python) == "\"a\\ufffd\"");
}

TEST_CASE("keys that are no texts") {
    const Value dict = Value::dict(
        {{1, 1},
         {nullptr, 2},
         {false, 3},
         {2.5, 4},
         {1e20, 5},
         {Value::list({1, 2}, ListFlavor::tuple), 6}}
    );
    CHECK(
        to_json(dict, JsonStyle::python) ==
        R"~({"1": 1, "null": 2, "false": 3, "2.5": 4, "1e+20": 5, "(1, 2)": 6})~"
    );
}

TEST_CASE("what JSON does not know is written as to_plain_json would turn it") {
    const Value value = Value::list(
        {Value::set({1, 2}),
         Value::list({3}, ListFlavor::tuple),
         Value::timespan(5'000'000),
         Value::datetime({.local_us = 0, .aware = true}),
         Value{~0ULL}}
    );
    const std::string expected =
        R"([[1, 2], [3], "0:00:05", "1970-01-01 00:00:00+00:00", 18446744073709551615])";
    CHECK(to_json(value, JsonStyle::python) == expected);
    const Value plain = to_plain_json(value).value();
    CHECK(to_json(plain, JsonStyle::python) == expected);
    CHECK(identical(parse_json(expected).value(), plain));
}

TEST_CASE("plain parts are shared, not copied") {
    const Value part = sample();
    CHECK(to_plain_json(part)->same_as(part));
    const Value mixed = Value::dict({{"part", part}, {7, Value::list({1}, ListFlavor::fresh)}});
    const Value plain = to_plain_json(mixed).value();
    CHECK(plain["part"].same_as(part));
    CHECK(plain["7"].flavor() == ListFlavor::plain);
    CHECK(to_plain_json(plain)->same_as(plain));
    CHECK(to_plain_json(Value::list({}, ListFlavor::tuple))->flavor() == ListFlavor::plain);
    CHECK(to_plain_json(Value::set({}))->is_list());
    const Value layered = overlay(part, Value::dict({{"t", Value::set({1})}}));
    CHECK((*to_plain_json(layered))["t"].is_list());
}

TEST_CASE("what cannot be stored is refused with its place") {
    const Value handle = Value::opaque<Handle>();
    CHECK(to_plain_json(handle).error().message == "a value of type 'iterator' is not data");
    const Value inside = Value::dict({{"a", Value::list({1, Value::dict({{"b", handle}})})}});
    CHECK(
        to_plain_json(inside).error().message ==
        "a value of type 'iterator' is not data at $.a[1].b"
    );
    CHECK(to_plain_json(inside).error().code == ErrorCode::invalid_argument);
    Value deep = 1;
    for (int i = 0; i < 201; ++i) deep = Value::list({deep});
    CHECK(to_plain_json(deep).error().code == ErrorCode::limit_exceeded);
    CHECK(to_plain_json(deep.at(0)).has_value());
    const Value huge = Value::integer_from_text("1" + std::string(4300, '0'));
    CHECK(to_plain_json(Value::list({huge})).error().code == ErrorCode::limit_exceeded);
}

TEST_CASE("writing needs no stack") {
    Value deep = 1;
    for (int i = 0; i < 500'000; ++i) deep = Value::list({std::move(deep)});
    CHECK(to_json(deep).size() == 1'000'001);
}

}  // namespace wf
