#include "api/http/message.hpp"

#include <doctest/doctest.h>

namespace wf::http {

TEST_CASE("an answer has length, type and date, and says when the connection ends") {
    Response response;
    response.status = 201;
    response.headers = "Allow: GET\r\n";
    response.body = "{}";
    std::string text;
    serialise(text, response, {.date = "now"});
    CHECK(
        text == "HTTP/1.1 201 Created\r\nContent-Length: 2\r\nContent-Type: application/json\r\n"
                "Date: now\r\nAllow: GET\r\n\r\n{}"
    );
    text.clear();
    serialise(text, response, {.date = "now", .keep_alive = false});
    CHECK(text.find("\r\nConnection: close\r\n") != std::string::npos);
    text.clear();
    serialise(text, response, {.date = "now", .is_http_1_0 = true});
    CHECK(text.starts_with("HTTP/1.0 201 "));
    CHECK(text.find("\r\nConnection: keep-alive\r\n") != std::string::npos);
}

TEST_CASE("the date is that of RFC 9110") {
    std::string text;
    append_http_date(text, 784'111'777);
    CHECK(text == "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST_CASE("path and query of a target") {
    Request request;
    request.target = "/v2/x?a=1?";
    CHECK(request.raw_path() == "/v2/x");
    CHECK(request.raw_query() == "a=1?");
    request.target = "/v2/x";
    CHECK(request.raw_query().empty());
}

}  // namespace wf::http
