// Handles: kinds, ownership, lists and sets, what a node knows about itself, destruction.
#include "value/big_integer.hpp"
#include "value/testing/print.hpp"
#include "value/value.hpp"

#include <doctest/doctest.h>

#include <limits>

namespace wf {
namespace {

/// Counts its living instances.
class Counted final : public Opaque {
public:
    explicit Counted(int& alive) : alive_(alive) { ++alive_; }

    ~Counted() override { --alive_; }

    std::string_view type_name() const override { return "counted"; }

private:
    int& alive_;
};

Value nest(std::size_t levels, Value (*wrap)(Value)) {
    Value result = 1;
    for (std::size_t i = 0; i < levels; ++i) result = wrap(std::move(result));
    return result;
}

Value in_list(Value inner) {
    ListBuilder list;
    list.push(std::move(inner));
    return std::move(list).freeze();
}

Value in_dict(Value inner) {
    return Value::dict({{"inner", std::move(inner)}});
}

Value in_set(Value inner) {
    return Value::set({std::move(inner)});
}

Value in_overlay(Value inner) {
    DictBuilder base;
    for (int i = 0; i < 40; ++i) base.set(i, i);
    return overlay(std::move(base).freeze(), Value::dict({{"inner", std::move(inner)}}));
}

}  // namespace

TEST_CASE("a value is of the kind it was made from") {
    CHECK(Value{}.kind() == Kind::null);
    CHECK(Value{nullptr}.kind() == Kind::null);
    CHECK(Value{true}.as_bool());
    CHECK(Value{-5}.as_int() == -5);
    CHECK(Value{5U}.as_int() == 5);
    CHECK(Value{5LL}.as_int() == 5);
    CHECK(Value{1.5}.as_double() == 1.5);
    CHECK(Value{"text"}.to_string() == "text");
    CHECK(Value{std::string{"text"}}.to_string() == "text");
    CHECK(Value::timespan(-3).as_timespan() == -3);
    CHECK(Value::list({1}).is_list());
    CHECK(Value::dict({}).is_dict());
    CHECK(Value::set({}).kind() == Kind::set);
    CHECK(Value{std::numeric_limits<std::int64_t>::min()}.is_integer());
}

TEST_CASE("unsigned integers that need more than 63 bits are big") {
    constexpr auto highest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    CHECK(Value{highest}.kind() == Kind::integer);
    CHECK(Value{highest + 1}.kind() == Kind::big_integer);
    CHECK(Value{highest + 1}.as_big_integer().to_text() == "9223372036854775808");
    CHECK(Value::integer_from_text("-9223372036854775808").kind() == Kind::integer);
    CHECK(Value::integer_from_text("-9223372036854775809").kind() == Kind::big_integer);
    CHECK(Value::big_integer(BigInteger{std::int64_t{7}}).kind() == Kind::integer);
}

TEST_CASE("texts of every length around the inline limit keep their bytes") {
    std::string text;
    for (int length = 0; length < 70; ++length) {
        const Value value{text};
        CHECK(value.as_string() == text);
        Value copy;
        copy = value;
        CHECK(copy.as_string() == text);
        CHECK(copy == value);
        CHECK(value.memory_bytes() == (length <= 14 ? 0 : 4 + text.size()));
        CHECK(Value::dict({{text, length}}).find(text)->as_int() == length);
        text.push_back(static_cast<char>('a' + length % 26));
    }
    CHECK(Value{std::string_view{"a\0b", 3}}.to_string().size() == 3);
    CHECK(Value{std::string_view{"a\0b", 3}} != Value{"a"});
    CHECK(Value{std::string_view{}}.to_string().empty());
}

TEST_CASE("a datetime keeps all its parts") {
    const DateTime at{
        .local_us = -123456789, .offset_seconds = -19800, .aware = true, .date_only = false};
    const DateTime back = Value::datetime(at).as_datetime();
    CHECK(back.local_us == at.local_us);
    CHECK(back.offset_seconds == at.offset_seconds);
    CHECK(back.aware);
    CHECK_FALSE(back.date_only);
    CHECK(Value::datetime({.date_only = true}).as_datetime().date_only);
}

TEST_CASE("copies share, moves empty their source") {
    int alive = 0;
    {
        Value first = Value::opaque<Counted>(alive);
        Value second = first;
        CHECK(second.same_as(first));
        Value third = std::move(first);
        CHECK(first.is_null());  // NOLINT(bugprone-use-after-move) that is what moving promises
        second = second;
        third = std::move(second);
        CHECK(third.opaque_if<Counted>() != nullptr);
        const Value list = Value::list({third, third});
        const Value again = Value::share(third.as_opaque());
        third = nullptr;
        CHECK(alive == 1);
        CHECK(list.at(0).as_opaque().type_name() == "counted");
    }
    CHECK(alive == 0);
}

TEST_CASE("assigning a part of a container to the container itself") {
    Value value = Value::list({Value::list({"a text that is longer than inline"}), 2});
    value = value.at(0);
    CHECK(value.at(0).as_string() == "a text that is longer than inline");
}

TEST_CASE("lists know their flavor, also when empty") {
    CHECK(Value::list({}).flavor() == ListFlavor::plain);
    CHECK(Value::list({}, ListFlavor::fresh).flavor() == ListFlavor::fresh);
    CHECK(Value::list({1}, ListFlavor::tuple).flavor() == ListFlavor::tuple);
    CHECK(ListBuilder{}.freeze(ListFlavor::tuple).flavor() == ListFlavor::tuple);
    CHECK(Value::list({1, 2, 3}).size() == 3);
    CHECK(Value::list({1, 2, 3}).at(2).as_int() == 3);
    CHECK(Value{"text"}.items().empty());
}

TEST_CASE("a set drops duplicates and keeps the first") {
    const Value set = Value::set({1, true, "a", 1.0, "b", "a", nullptr});
    REQUIRE(set.size() == 4);
    CHECK(identical(set.items()[0], 1));
    CHECK(set.items()[1].as_string() == "a");
    std::vector<Value> many;
    many.reserve(1000);
    for (int i = 0; i < 1000; ++i) many.emplace_back(i % 100);
    CHECK(Value::set(many).size() == 100);
}

TEST_CASE("truth as Python has it") {
    for (const Value& value :
         {Value{},
          Value{false},
          Value{0},
          Value{0.0},
          Value{-0.0},
          Value{""},
          Value::list({}),
          Value::dict({}),
          Value::set({}),
          Value::timespan(0)})
        CHECK_FALSE(truthy(value));
    for (const Value& value :
         {Value{true},
          Value{-1},
          Value{0.1},
          Value{"0"},
          Value::list({0}),
          Value::dict({{"", 0}}),
          Value::set({0}),
          Value::timespan(1),
          Value::datetime({}),
          Value{~0ULL},
          Value{std::numeric_limits<double>::quiet_NaN()}})
        CHECK(truthy(value));
}

TEST_CASE("depth and size in memory are known without looking") {
    CHECK(Value{1}.depth() == 0);
    CHECK(Value::list({}).depth() == 1);
    CHECK(Value::list({1, Value::dict({{"a", Value::list({})}})}).depth() == 3);
    CHECK(Value{1}.memory_bytes() == 0);
    const Value leaf{std::string(1000, 'x')};
    CHECK(Value::list({leaf, leaf}).memory_bytes() > 2000);
    // 2^80 elements by sharing: counted as often as they are met, without overflow.
    Value bomb = Value::list({leaf, leaf});
    for (int i = 0; i < 80; ++i) bomb = Value::list({bomb, bomb});
    CHECK(bomb.memory_bytes() == std::numeric_limits<std::size_t>::max());
}

TEST_CASE("destruction needs no stack") {
    for (auto* wrap : {in_list, in_dict, in_set}) {
        Value deep = nest(1'000'000, wrap);
        CHECK(deep.depth() == 1'000'000);
        deep = nullptr;
        CHECK(deep.is_null());
    }
    Value layered = nest(20'000, in_overlay);
    CHECK(layered["inner"].is_dict());
    CHECK(layered.members().size() == 41);
    layered = nullptr;
}

TEST_CASE("destruction of a shared tree frees each part once") {
    int alive = 0;
    {
        const Value part =
            Value::dict({{"o", Value::opaque<Counted>(alive)}, {1, Value::list({1})}});
        Value kept;
        {
            const Value tree =
                Value::list({part, Value::list({part, Value::opaque<Counted>(alive)})});
            kept = tree.at(1).at(0);
            CHECK(alive == 2);
        }
        CHECK(alive == 1);
        CHECK(kept.same_as(part));
    }
    CHECK(alive == 0);
}

}  // namespace wf
