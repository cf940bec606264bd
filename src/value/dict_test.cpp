// Dicts: building, finding, changing copies.
#include "value/testing/print.hpp"
#include "value/value.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <map>
#include <random>

namespace wf {
namespace {

std::string keys_of(const Value& dict) {
    std::string keys;
    for (const Member& member : dict.members()) keys += member.key.to_string() + " ";
    return keys;
}

}  // namespace

TEST_CASE("members keep their order, a later duplicate wins at the first one's place") {
    const Value dict = Value::dict({{"b", 1}, {"a", 2}, {"b", 3}});
    CHECK(keys_of(dict) == "b a ");
    CHECK(dict["b"].as_int() == 3);
    CHECK(dict.size() == 2);
}

TEST_CASE("keys are found at every size") {
    for (const int size : {1, 7, 8, 9, 16, 17, 100, 5000}) {
        DictBuilder builder;
        for (int i = 0; i < size; ++i) {
            builder.set("k" + std::to_string(i), i);
            builder.set("a key too long for a handle " + std::to_string(i), -i);
        }
        const Value dict = std::move(builder).freeze();
        REQUIRE(dict.size() == static_cast<std::size_t>(size) * 2);
        for (int i = 0; i < size; ++i) {
            CHECK(dict["k" + std::to_string(i)] == Value{i});
            CHECK(dict["a key too long for a handle " + std::to_string(i)] == Value{-i});
        }
        CHECK_FALSE(dict.contains("k" + std::to_string(size)));
        CHECK_FALSE(dict.contains("a key too long for a handle " + std::to_string(size)));
        CHECK_FALSE(dict.contains(""));
    }
}

TEST_CASE("keys of equal value are one key, whatever their kind") {
    const Value dict = Value::dict({{1, "one"}, {1.0, "float"}, {true, "true"}, {"1", "text"}});
    REQUIRE(dict.size() == 2);
    CHECK(identical(dict.members()[0].key, 1));
    CHECK(dict.find(1)->as_string() == "true");
    CHECK(dict.find(0) == nullptr);
    CHECK(dict.find("1")->as_string() == "text");
    const Value pair = Value::list({1, "a"}, ListFlavor::tuple);
    CHECK(Value::dict({{pair, 5}}).find(Value::list({1.0, "a"}))->as_int() == 5);
    CHECK(Value::dict({{nullptr, 5}}).find(Value{})->as_int() == 5);
}

TEST_CASE("looking into what is no dict finds nothing") {
    CHECK(Value{}.find("a") == nullptr);
    CHECK(Value{"a"}["a"].is_null());
    CHECK(Value::list({"a"}).find("a") == nullptr);
    CHECK(Value::set({"a"}).find("a") == nullptr);
    CHECK(Value::dict({}).find("a") == nullptr);
}

TEST_CASE("a builder sets, erases and finds") {
    DictBuilder builder;
    for (int i = 0; i < 20; ++i) builder.set(i, i * i);
    CHECK(builder.erase(3));
    CHECK_FALSE(builder.erase(3));
    CHECK(builder.find(3) == nullptr);
    CHECK(builder.find(4)->as_int() == 16);
    CHECK(builder.size() == 19);
    builder.set(3, "again");
    builder.set(0, "first");
    const Value dict = std::move(builder).freeze();
    CHECK(dict.members().front().value.as_string() == "first");
    CHECK(dict.members().back().key.as_int() == 3);
    CHECK(dict.size() == 20);
}

TEST_CASE("a builder that starts from a dict leaves it alone") {
    const Value original = Value::dict({{"a", 1}, {"b", 2}});
    DictBuilder builder{original};
    builder.set("a", 10);
    builder.erase("b");
    CHECK(std::move(builder).freeze() == Value::dict({{"a", 10}}));
    CHECK(original == Value::dict({{"a", 1}, {"b", 2}}));
}

TEST_CASE("random building agrees with std::map") {
    std::mt19937 random{42};
    for (int round = 0; round < 50; ++round) {
        DictBuilder builder;
        std::map<int, int> model;
        for (int step = 0; step < 500; ++step) {
            const int key = static_cast<int>(random() % 60);
            if (random() % 3 == 0) {
                REQUIRE(builder.erase(key) == (model.erase(key) > 0));
            } else {
                builder.set(key, step);
                model[key] = step;
            }
            REQUIRE(builder.size() == model.size());
        }
        const Value dict = std::move(builder).freeze();
        REQUIRE(dict.size() == model.size());
        for (const auto& [key, value] : model) REQUIRE(dict.find(Value{key})->as_int() == value);
    }
}

TEST_CASE("one member is added, replaced or removed") {
    const Value dict = Value::dict({{"a", 1}, {"b", 2}});
    CHECK(keys_of(with_member(dict, "c", 3)) == "a b c ");
    CHECK(keys_of(with_member(dict, "a", 3)) == "a b ");
    CHECK(with_member(Value{}, "a", 3) == Value::dict({{"a", 3}}));
    CHECK(keys_of(without_member(dict, "a")) == "b ");
    CHECK(without_member(dict, "x").same_as(dict));
    CHECK(without_member(Value{}, "x").is_dict());
}

TEST_CASE("merging goes down where both sides have a dict") {
    const Value base = Value::dict(
        {{"a", Value::dict({{"x", 1}, {"y", Value::list({1, 2})}})},
         {"b", 1},
         {"c", Value::dict({{"k", 1}})}}
    );
    const Value top = Value::dict(
        {{"a", Value::dict({{"y", Value::list({3})}, {"z", 2}})}, {"c", 5}, {"d", Value::dict({})}}
    );
    const Value expected = Value::dict(
        {{"a", Value::dict({{"x", 1}, {"y", Value::list({3})}, {"z", 2}})},
         {"b", 1},
         {"c", 5},
         {"d", Value::dict({})}}
    );
    CHECK(identical(merge_recursive(base, top), expected));
    CHECK(merge_recursive(base, nullptr).same_as(base));
    CHECK(merge_recursive(nullptr, top).same_as(top));
    CHECK(merge_recursive(nullptr, nullptr) == Value::dict({}));
}

TEST_CASE("merging very deep dicts stays on the stack") {
    Value a = 1;
    Value b = 2;
    for (int i = 0; i < 100'000; ++i) {
        a = Value::dict({{"k", a}, {"a", i}});
        b = Value::dict({{"k", b}, {"b", i}});
    }
    const Value merged = merge_recursive(a, b);
    CHECK(merged.size() == 3);
    CHECK(merged["k"].size() == 3);
}

}  // namespace wf
