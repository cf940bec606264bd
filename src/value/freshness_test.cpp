#include "value/freshness.hpp"
#include "value/json.hpp"
#include "value/value.hpp"

#include <doctest/doctest.h>

namespace wf {
namespace {

TEST_CASE("a dict is fresh in the handle that was marked, and in its copies") {
    const Value dict = Value::dict({{"a", 1}});
    const Value fresh = as_fresh_dict(dict);
    const Value copy = fresh;
    CHECK(is_fresh(fresh));
    CHECK(is_fresh(copy));
    CHECK_FALSE(is_fresh(dict));
    CHECK(is_fresh(as_fresh_dict(Value::dict({}))));
    CHECK(is_fresh(Value::list({}, ListFlavor::fresh)));
    CHECK_FALSE(is_fresh(Value::list({})));
    CHECK_FALSE(is_fresh(Value{"a text that is longer than inline"}));
}

TEST_CASE("freshness changes neither what a dict holds nor what it equals") {
    const Value dict = Value::dict({{"a", 1}, {"b", Value::list({1})}});
    const Value fresh = as_fresh_dict(dict);
    CHECK(fresh == dict);
    CHECK(identical(fresh, dict));
    CHECK(hash_value(fresh) == hash_value(dict));
    CHECK(fresh["a"].as_int() == 1);
    CHECK(overlay(fresh, Value::dict({{"c", 2}})).size() == 3);
    CHECK(to_json(fresh) == to_json(dict));
}

TEST_CASE("storing drops the mark, on every level") {
    const Value inner = as_fresh_dict(Value::dict({{"a", 1}}));
    const Value outer = Value::dict({{"x", Value::list({inner})}, {"y", as_fresh_dict(inner)}});
    const Result<Value> plain = to_plain_json(as_fresh_dict(outer));
    REQUIRE(plain);
    CHECK_FALSE(is_fresh(*plain));
    CHECK_FALSE(is_fresh((*plain)["x"].at(0)));
    CHECK_FALSE(is_fresh((*plain)["y"]));
    CHECK(identical(*plain, outer));
}

}  // namespace
}  // namespace wf
