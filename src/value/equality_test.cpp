// ==, identical() and hashing. Expected results are those of CPython 3.11.
#include "value/big_integer.hpp"
#include "value/testing/print.hpp"
#include "value/value.hpp"

#include <doctest/doctest.h>

#include <limits>

namespace wf {
namespace {

const double not_a_number = std::numeric_limits<double>::quiet_NaN();

Value big(std::string_view digits) {
    return Value::integer_from_text(digits);
}

bool equal_with_hash(const Value& a, const Value& b) {
    return a == b && b == a && hash_value(a) == hash_value(b);
}

Value deep(int levels, Value core) {
    for (int i = 0; i < levels; ++i)
        core =
            i % 2 == 0 ? Value::list({std::move(core), i}) : Value::dict({{"k", std::move(core)}});
    return core;
}

}  // namespace

TEST_CASE("numbers are equal by value, across kinds, exactly") {
    CHECK(equal_with_hash(1, 1.0));
    CHECK(equal_with_hash(1, true));
    CHECK(equal_with_hash(0.0, false));
    CHECK(equal_with_hash(0.0, -0.0));
    CHECK(equal_with_hash(-3, -3.0));
    CHECK(equal_with_hash(9007199254740992, 9007199254740992.0));
    CHECK(Value{9007199254740993} != Value{9007199254740992.0});
    CHECK(Value{std::numeric_limits<std::int64_t>::max()} != Value{0x1p63});
    CHECK(equal_with_hash(std::numeric_limits<std::int64_t>::min(), -0x1p63));
    CHECK(equal_with_hash(big("9223372036854775808"), 0x1p63));
    CHECK(equal_with_hash(big("-1267650600228229401496703205376"), -0x1p100));
    CHECK(big("1267650600228229401496703205377") != Value{0x1p100});
    CHECK(equal_with_hash(big("12345678901234567890123"), big("12345678901234567890123")));
    CHECK(big("12345678901234567890123") != big("-12345678901234567890123"));
    CHECK(big("12345678901234567890123") != Value{std::numeric_limits<double>::infinity()});
    CHECK(Value{1} != Value{1.5});
    CHECK(Value{1} != Value{"1"});
    CHECK(Value{0} != Value{});
    CHECK(Value{0} != Value::timespan(0));
    CHECK(Value{false} != Value{""});
}

TEST_CASE("NaN equals nothing, but a list that holds it equals itself") {
    CHECK(Value{not_a_number} != Value{not_a_number});
    const Value list = Value::list({not_a_number});
    Value same;
    same = list;
    CHECK(list == same);
    CHECK(list != Value::list({not_a_number}));
    CHECK(identical(list, Value::list({not_a_number})));
    CHECK(identical(-not_a_number, not_a_number));
    CHECK_FALSE(identical(0.0, -0.0));
}

TEST_CASE("lists compare by content, dicts and sets without order") {
    CHECK(equal_with_hash(Value::list({1, "a"}), Value::list({1.0, "a"}, ListFlavor::tuple)));
    CHECK(equal_with_hash(Value::list({}), Value::list({}, ListFlavor::fresh)));
    CHECK(Value::list({1, 2}) != Value::list({2, 1}));
    CHECK(Value::list({1, 2}) != Value::list({1, 2, 3}));
    CHECK(equal_with_hash(Value::dict({{"a", 1}, {"b", 2}}), Value::dict({{"b", 2}, {"a", 1.0}})));
    CHECK(Value::dict({{"a", 1}}) != Value::dict({{"b", 1}}));
    CHECK(Value::dict({{"a", 1}}) != Value::dict({{"a", 2}}));
    CHECK(equal_with_hash(Value::dict({{1, "x"}, {"k", 2}}), Value::dict({{"k", 2}, {true, "x"}})));
    CHECK(equal_with_hash(Value::set({1, "b", 3}), Value::set({"b", 3.0, 1})));
    CHECK(Value::set({1}) != Value::list({1}));
    CHECK(Value::set({}) != Value::dict({}));
    CHECK(Value::set({Value::set({1, 2})}) == Value::set({Value::set({2, 1})}));
}

TEST_CASE("identical means the same kinds and order too") {
    CHECK_FALSE(identical(1, 1.0));
    CHECK_FALSE(identical(1, true));
    CHECK_FALSE(identical(Value::list({}), Value::list({}, ListFlavor::tuple)));
    CHECK_FALSE(identical(Value::list({1}), Value::list({1}, ListFlavor::tuple)));
    CHECK_FALSE(identical(Value::dict({{"a", 1}, {"b", 2}}), Value::dict({{"b", 2}, {"a", 1}})));
    CHECK(identical(
        Value::dict({{"a", Value::list({1, nullptr})}}),
        Value::dict({{"a", Value::list({1, nullptr})}})
    ));
    CHECK(identical(big("99999999999999999999"), big("99999999999999999999")));
    CHECK(identical("a text that is too long for a handle", "a text that is too long for a handle")
    );
}

TEST_CASE("aware times compare by instant, naive ones by what they show") {
    const DateTime noon{.local_us = 43'200'000'000, .offset_seconds = 3600, .aware = true};
    const DateTime eleven{.local_us = 39'600'000'000, .offset_seconds = 0, .aware = true};
    const DateTime naive{.local_us = 43'200'000'000};
    CHECK(equal_with_hash(Value::datetime(noon), Value::datetime(eleven)));
    CHECK(Value::datetime(noon) != Value::datetime(naive));
    CHECK(Value::datetime({}) != Value::datetime({.date_only = true}));
    CHECK_FALSE(identical(Value::datetime(noon), Value::datetime(eleven)));
    CHECK(equal_with_hash(Value::timespan(5), Value::timespan(5)));
}

TEST_CASE("very deep values are compared and hashed without overflowing the stack") {
    CHECK(deep(300'000, 1) == deep(300'000, 1.0));
    CHECK(deep(300'000, 1) != deep(300'000, 2));
    CHECK(identical(deep(300'000, 1), deep(300'000, 1)));
    CHECK_FALSE(identical(deep(300'000, 1), deep(300'000, 1.0)));
    CHECK(hash_value(deep(300'000, 1)) == hash_value(deep(300'000, 1.0)));
    Value key = 1;
    for (int i = 0; i < 100'000; ++i) key = Value::set({std::move(key)});
    const Value dict = Value::dict({{key, 1}});
    CHECK(dict.find(key)->as_int() == 1);
    CHECK(Value::dict({{key, 1}}) == dict);
}

TEST_CASE("hashes spread") {
    std::vector<std::size_t> buckets(1024);
    for (int i = 0; i < 10'240; ++i) ++buckets[hash_value("key_" + std::to_string(i)) % 1024];
    for (int i = 0; i < 10'240; ++i) ++buckets[hash_value(i * 1024) % 1024];
    for (int i = 0; i < 10'240; ++i) ++buckets[hash_value(i / 16.0) % 1024];
    for (const std::size_t count : buckets) CHECK(count < 90);
}

}  // namespace wf
