#include "api/http/percent.hpp"
#include "api/http/query.hpp"

#include <doctest/doctest.h>

namespace wf::http {

TEST_CASE("parameters are decoded in their order") {
    const QueryParameters query{"a=1&b=x%20y+z&&c&a=2&d=%e4%bd%a0%zz%"};
    CHECK(query.all().size() == 5);
    CHECK(query.get("a") == "1");
    CHECK(query.count("a") == 2);
    CHECK(query.get("b") == "x y z");
    CHECK(query.get("c", "absent").empty());
    CHECK(query.get("nosuch", "absent") == "absent");
    CHECK(query.get("d") == "你%zz%");
}

TEST_CASE("a flag is true unless it is absent, empty, false or 0") {
    const QueryParameters query{"a=True&b=&c=false&d=0&e=no&f=False"};
    CHECK(query.flag("a"));
    CHECK(query.flag("e"));
    for (const auto* name : {"b", "c", "d", "f", "nosuch"}) CHECK_FALSE(query.flag(name));
}

TEST_CASE("comma lists are trimmed") {
    CHECK(split_commas(" a, b c ,,d ") == std::vector<std::string>{"a", "b c", "d"});
    CHECK(split_commas("").empty());
}

TEST_CASE("a plus is a blank in queries only") {
    CHECK(percent_decode("a+b%2B") == "a+b+");
    CHECK(percent_decode("a+b", Plus::blank) == "a b");
}

}  // namespace wf::http
