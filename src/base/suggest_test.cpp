#include "base/suggest.hpp"

#include <doctest/doctest.h>

namespace wf {

TEST_CASE("distances count inserted, deleted, replaced and swapped letters") {
    CHECK(edit_distance("abc", "abc", 3) == 0);
    CHECK(edit_distance("on-succes", "on-success", 3) == 1);
    CHECK(edit_distance("fial", "fail", 3) == 1);
    CHECK(edit_distance("kitten", "sitting", 3) == 3);
    CHECK(edit_distance("abc", "xyzabc", 2) == 3);
    CHECK(edit_distance(std::string(70, 'a'), std::string(70, 'a'), 2) == 3);
}

TEST_CASE("only near names are suggested, the first of equals") {
    Suggestion near{"tsak1"};
    for (const char* name : {"other", "task2", "task1", "task3"}) near.consider(name);
    CHECK(std::move(near).text() == "task1");
    Suggestion far{"abc"};
    far.consider("xyz");
    CHECK(std::move(far).text().empty());
}

}  // namespace wf
