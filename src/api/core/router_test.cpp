#include "api/core/router.hpp"

#include <doctest/doctest.h>

namespace wf::api {
namespace {

using http::Method;

Result<void> nothing(Call& /*call*/) {
    return {};
}

constexpr Route routes[] = {
    {.method = Method::get, .path = "", .handler = nothing},
    {.method = Method::get, .path = "v2/books", .handler = nothing},
    {.method = Method::post, .path = "v2/books", .handler = nothing},
    {.method = Method::get, .path = "v2/books/{}", .handler = nothing},
    {.method = Method::post, .path = "v2/books/validate", .handler = nothing},
    {.method = Method::get, .path = "v2/books/{}/pages/{}", .handler = nothing},
};
constexpr std::span<const Route> tables[] = {routes};

Match match(Method method, std::string_view target) {
    static const Router router{tables};
    static std::vector<std::string> decoded;
    return router.match(method, split_path(target, decoded));
}

}  // namespace

TEST_CASE("a path finds its route, with its arguments decoded") {
    const Match found = match(Method::get, "/v2/books/a%20b%2Fc/pages/7/");
    REQUIRE(found.kind == Match::Kind::found);
    CHECK(found.route->path == "v2/books/{}/pages/{}");
    CHECK(found.arguments.count == 2);
    CHECK(found.arguments.values[0] == "a b/c");
    CHECK(found.arguments.values[1] == "7");
}

TEST_CASE("a literal segment wins over an argument, for its verb only") {
    CHECK(match(Method::post, "/v2/books/validate").route->path == "v2/books/validate");
    CHECK(match(Method::get, "/v2/books/validate").route->path == "v2/books/{}");
}

TEST_CASE("slashes at the end and in a row do not count") {
    CHECK(match(Method::get, "//v2///books/").route->path == "v2/books");
    CHECK(match(Method::get, "/").route->path.empty());
    CHECK(match(Method::get, "").route->path.empty());
}

TEST_CASE("what has no path is not found, what has no verb says which there are") {
    CHECK(match(Method::get, "/v2/nosuch").kind == Match::Kind::no_such_path);
    CHECK(match(Method::get, "/v2/books/1/covers").kind == Match::Kind::no_such_path);
    CHECK(match(Method::get, "/a/b/c/d/e/f/g/h/i/j").kind == Match::Kind::no_such_path);
    const Match refused = match(Method::patch, "/v2/books/1");
    CHECK(refused.kind == Match::Kind::no_such_method);
    CHECK(refused.allow == "GET, POST");
    CHECK(match(Method::put, "/v2/books/1/pages/2").allow == "GET");
}

}  // namespace wf::api
