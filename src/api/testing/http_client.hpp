// A small blocking HTTP/1.1 client for tests: one connection, kept alive as long as the server
// keeps it.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wf::api::testing {

struct HttpAnswer {
    int status = 0;                              ///< 0: the connection broke
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;

    std::string_view header(const std::string& name) const {
        const auto place = headers.find(name);
        return place == headers.end() ? std::string_view{} : std::string_view{place->second};
    }
};

struct HttpRequest {
    std::string method = "GET";
    std::string target = "/";
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

class HttpClient {
public:
    /// Connects to 127.0.0.1.
    explicit HttpClient(std::uint16_t port) : port_(port) {}

    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;
    ~HttpClient();

    /// Connects again where the server has closed the connection.
    HttpAnswer send(const HttpRequest& request);

    HttpAnswer get(std::string target) {
        return send({.target = std::move(target), .headers = {}, .body = {}});
    }

    // For what send() would never do: bytes as they are, and the next answer.
    bool send_raw(std::string_view bytes);
    /// `has_body` is false for the answer to HEAD.
    HttpAnswer receive(bool has_body = true);
    void close();

private:
    bool connect();
    bool fill();
    bool receive_line(std::string& line);

    std::uint16_t port_;
    int socket_ = -1;
    std::string input_;
};

/// The request as it goes over the wire; adds Host and Content-Length.
std::string wire_text(const HttpRequest& request);

}  // namespace wf::api::testing
