#include "api/http/request_reader.hpp"

#include <doctest/doctest.h>

namespace wf::http {
namespace {

using Status = RequestReader::Status;

struct Reading {
    RequestReader reader{{.header = 512, .body = 100}};
    Request request;

    Reading() { reader.begin(request); }

    /// Feeds byte by byte, as a slow network would; the bytes that were not consumed come again.
    Status feed_slowly(std::string_view text) {
        std::string waiting;
        Status status = Status::need_more;
        for (const char c : text) {
            waiting += c;
            const auto progress = reader.feed(waiting);
            waiting.erase(0, progress.consumed);
            status = progress.status;
            if (status != Status::need_more) break;
        }
        return status;
    }
};

constexpr std::string_view put =
    "PUT /v2/x?y=1 HTTP/1.1\r\nHost: h:1\r\ncontent-TYPE: a/b\r\nX-Roles: admin\r\nX-Other: 1\r\n"
    "Content-Length: 3\r\n\r\nabc";

}  // namespace

TEST_CASE("a request is put together from any pieces") {
    Reading whole;
    const auto progress = whole.reader.feed(std::string{put} + "GET");
    CHECK(progress.status == Status::complete);
    CHECK(progress.consumed == put.size());
    Reading slow;
    CHECK(slow.feed_slowly(put) == Status::complete);
    for (const Request* request : {&whole.request, &slow.request}) {
        CHECK(request->method == Method::put);
        CHECK(request->target == "/v2/x?y=1");
        CHECK(request->host == "h:1");
        CHECK(request->content_type == "a/b");
        CHECK(request->roles == "admin");
        CHECK(request->body == "abc");
    }
    CHECK(slow.reader.keep_alive());
}

TEST_CASE("chunked bodies are put together") {
    Reading reading;
    const std::string_view text =
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
    CHECK(reading.feed_slowly(text) == Status::complete);
    CHECK(reading.request.body == "abcde");
}

TEST_CASE("HTTP/1.0 ends the connection unless it says otherwise") {
    Reading reading;
    CHECK(reading.reader.feed("GET / HTTP/1.0\r\n\r\n").status == Status::complete);
    CHECK(reading.reader.is_http_1_0());
    CHECK_FALSE(reading.reader.keep_alive());
}

TEST_CASE("a client that waits for leave is given it once") {
    Reading reading;
    const std::string_view head =
        "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
    CHECK(reading.reader.feed(head).status == Status::expects_go_ahead);
    CHECK(reading.reader.feed("").status == Status::need_more);
    CHECK(reading.reader.feed("ab").status == Status::complete);
    CHECK(reading.request.body == "ab");
}

TEST_CASE("limits and nonsense are told apart") {
    Reading announced;
    CHECK(
        announced.reader.feed("POST / HTTP/1.1\r\nContent-Length: 101\r\n\r\n").status ==
        Status::body_too_large
    );
    Reading chunked;
    const std::string head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    const std::string chunk = "40\r\n" + std::string(64, 'x') + "\r\n";
    CHECK(chunked.reader.feed(head + chunk + chunk).status == Status::body_too_large);
    Reading header;
    const std::string long_target(600, 'x');
    CHECK(header.reader.feed("GET /" + long_target).status == Status::header_too_large);
    Reading nonsense;
    CHECK(nonsense.reader.feed("\x16\x03\x01 hello\r\n\r\n").status == Status::malformed);
    Reading twice;
    const std::string_view two_lengths =
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n";
    CHECK(twice.reader.feed(two_lengths).status == Status::malformed);
}

}  // namespace wf::http
