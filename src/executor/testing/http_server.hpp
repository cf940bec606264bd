// A small HTTP server for tests: one thread, a free port of the loopback interface, kept
// connections.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace wf::testing {

struct ServedRequest {
    std::string method;
    std::string target;  ///< path and query
    std::string head;    ///< request line and headers, as they came
    std::string body;

    /// Value of a header, empty if there is none.
    std::string header(std::string_view name) const;
};

/// The bytes to answer with. Empty: never answer. "close": hang up.
using Serve = std::function<std::string(const ServedRequest&)>;

class HttpServer {
public:
    /// `serve` runs on the server's thread, one request at a time.
    explicit HttpServer(Serve serve);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    std::uint16_t port() const;
    /// "http://127.0.0.1:PORT" + path
    std::string url(std::string_view path = "/") const;
    std::size_t connections_accepted() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// A response with these header lines (each with "\r\n") and a Content-Length.
std::string respond(std::string_view status, std::string_view header_lines, std::string_view body);

/// A port of the loopback interface on which nobody listens.
std::uint16_t unused_port();

}  // namespace wf::testing
