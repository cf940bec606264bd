// Reading JSON text: what Python's json.loads reads, and errors that say where.
#include "value/big_integer.hpp"
#include "value/json.hpp"
#include "value/json_strict.hpp"
#include "value/testing/print.hpp"

#include <doctest/doctest.h>

#include <cmath>

namespace wf {
namespace {

/// Reads with both readers, which must agree; the error's text if there is one.
std::string read(std::string_view text, const JsonLimits& limits = {}) {
    const Result<Value> quick = parse_json(text, limits);
    const Result<Value> careful = parse_json_strictly(text, limits.depth_max);
    REQUIRE(quick.has_value() == careful.has_value());
    if (!quick) return quick.error().message;
    REQUIRE(identical(*quick, *careful));
    return to_json(*quick);
}

Value parsed(std::string_view text) {
    Result<Value> result = parse_json(text);
    REQUIRE(result.has_value());
    return *std::move(result);
}

std::string nested(std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
}

}  // namespace

TEST_CASE("documents of every shape") {
    CHECK(read("null") == "null");
    CHECK(read(" [ ] ") == "[]");
    CHECK(read("{}") == "{}");
    CHECK(
        read("\t{\"a\" : [1, -2.5e3, \"x\", true, false, null, {}]}\n") ==
        R"({"a":[1,-2500.0,"x",true,false,null,{}]})"
    );
    CHECK(read(R"({"a": 1, "b": 2, "a": 3})") == R"({"a":3,"b":2})");
    CHECK(read(R"({"": ""})") == R"({"":""})");
}

TEST_CASE("numbers keep their kind and every digit") {
    CHECK(parsed("1").kind() == Kind::integer);
    CHECK(parsed("1.0").kind() == Kind::floating);
    CHECK(parsed("1e2").kind() == Kind::floating);
    CHECK(identical(parsed("-0"), 0));
    CHECK(std::signbit(parsed("-0.0").as_double()));
    CHECK(read("9223372036854775807") == "9223372036854775807");
    CHECK(read("18446744073709551615") == "18446744073709551615");
    CHECK(read("-9223372036854775809") == "-9223372036854775809");
    CHECK(
        read("[123456789012345678901234567890123456789]") ==
        "[123456789012345678901234567890123456789]"
    );
    CHECK(read("0.1") == "0.1");
    CHECK(read("123456789.123456789e-3") == "123456.7891234568");
    CHECK(read("5e-324") == "5e-324");
}

TEST_CASE("numbers out of range as Python reads them") {
    CHECK(read("1e400") == "Infinity");
    CHECK(read("-1e400") == "-Infinity");
    CHECK(read("1e-400") == "0.0");
    CHECK(read("-1e-400") == "-0.0");
    CHECK(read("0e999999999999999999999") == "0.0");
    CHECK(read("1e-999999999999999999999") == "0.0");
    CHECK(read("1" + std::string(400, '0') + ".5") == "Infinity");
    CHECK(read("0." + std::string(400, '0') + "1e+500") == "1e+99");
    CHECK(read("[NaN, Infinity, -Infinity]") == "[NaN,Infinity,-Infinity]");
    CHECK(read("1" + std::string(4299, '0')) == "1" + std::string(4299, '0'));
    CHECK(
        read("1" + std::string(4300, '0')) ==
        "invalid JSON: an integer of more than 4300 digits at 1:1"
    );
}

TEST_CASE("strings and their escapes") {
    CHECK(parsed(R"("\"\\\/\b\f\n\r\t")").to_string() == "\"\\/\b\f\n\r\t");
    CHECK(
        parsed(R"("\u00e9\u20ac\ud83d\ude00")").to_string() ==
        "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"
    );
    CHECK(parsed(R"("a\u0000b")").to_string() == (std::string{"a\0b", 3}));
    CHECK(read("\"\xc3\xa9\xf0\x9f\x98\x80\"") == "\"\xc3\xa9\xf0\x9f\x98\x80\"");
}

TEST_CASE("errors say what is wrong and where") {
    CHECK(read("") == "invalid JSON: unexpected end of the text, expected a value at 1:1");
    CHECK(read("  \n ") == "invalid JSON: unexpected end of the text, expected a value at 2:2");
    CHECK(read("[1,\n 2,\n x]") == "invalid JSON: expected a value at 3:2");
    CHECK(read("[1 2]") == "invalid JSON: expected ',' or ']' at 1:4");
    CHECK(read("[1,]") == "invalid JSON: expected a value at 1:4");
    CHECK(read("{\"a\" 1}") == "invalid JSON: expected ':' at 1:6");
    CHECK(read("{a: 1}") == "invalid JSON: expected a key in double quotes at 1:2");
    CHECK(read("{\"a\": 1,}") == "invalid JSON: expected a key in double quotes at 1:9");
    CHECK(
        read("{\"a\": 1") == "invalid JSON: unexpected end of the text, expected ',' or '}' at 1:8"
    );
    CHECK(read("[1] 2") == "invalid JSON: unexpected text after the end of the document at 1:5");
    CHECK(read("\"abc") == "invalid JSON: the string that begins here has no end at 1:1");
    CHECK(
        read("\"a\nb\"") == "invalid JSON: a control character in a string must be escaped at 1:3"
    );
    CHECK(read(R"("a\x")") == "invalid JSON: invalid escape at 1:3");
    CHECK(
        read(R"("\u12g4")") ==
        "invalid JSON: invalid escape, expected four hexadecimal digits at 1:2"
    );
    CHECK(read(R"("\ud800")") == "invalid JSON: half of a surrogate pair at 1:2");
    CHECK(read(R"("\ud800\u0041")") == "invalid JSON: half of a surrogate pair at 1:2");
    CHECK(read("01") == "invalid JSON: unexpected text after the end of the document at 1:2");
    CHECK(read("[1.]") == "invalid JSON: expected a digit at 1:4");
    CHECK(read("-") == "invalid JSON: expected a digit at 1:2");
    CHECK(read("nul") == "invalid JSON: expected a value at 1:1");
    CHECK(read("[\"\xc3\xa9\", x]") == "invalid JSON: expected a value at 1:7");
    CHECK(read("[\"ok\", \"\xff\"]") == "invalid JSON: invalid UTF-8 at 1:9");
    CHECK(read("\xef\xbb\xbf[]") == "invalid JSON: expected a value at 1:1");
    CHECK(parse_json("[").error().code == ErrorCode::invalid_argument);
}

TEST_CASE("limits") {
    CHECK(parse_json(nested(200)).has_value());
    CHECK(parse_json(nested(201)).error().code == ErrorCode::limit_exceeded);
    CHECK(read(nested(201)) == "invalid JSON: nested deeper than 200 levels at 1:201");
    CHECK(read(nested(3), {.depth_max = 2}) == "invalid JSON: nested deeper than 2 levels at 1:3");
    CHECK(parse_json(nested(1000), {.depth_max = 5000}).has_value());
    CHECK(
        parse_json(nested(100'000), {.depth_max = 1'000'000}).error().code ==
        ErrorCode::limit_exceeded
    );
    CHECK(parse_json("[1, 2, 3]", {.bytes_max = 8}).error().code == ErrorCode::limit_exceeded);
}

TEST_CASE("large documents and small ones in turn") {
    std::string text = "[";
    for (int i = 0; i < 100'000; ++i)
        text += (i > 0 ? ",{\"n\":" : "{\"n\":") + std::to_string(i) + "}";
    text += "]";
    for (int round = 0; round < 2; ++round) {
        const Value large = parsed(text);
        REQUIRE(large.size() == 100'000);
        CHECK(large.at(99'999)["n"].as_int() == 99'999);
        CHECK(parsed("[1]") == Value::list({1}));
        CHECK(to_json(large) == text);
    }
}

}  // namespace wf
