// One HTTP request and its answer, as handlers see them. Buffers are reused from request to
// request.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace wf::http {

enum class Method : std::uint8_t { get, post, put, delete_, head, options, patch, other };

constexpr std::string_view name_of(Method method) {
    constexpr std::string_view names[] = {
        "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", ""};
    return names[static_cast<std::size_t>(method)];
}

/// Only the headers that somebody here reads are kept; absent ones are empty.
struct Request {
    Method method = Method::get;
    std::string target;  ///< as sent: path and query
    std::string host;
    std::string accept;
    std::string content_type;
    std::string roles;  ///< X-Roles
    std::string body;

    std::string_view raw_path() const {
        return std::string_view{target}.substr(0, target.find('?'));
    }

    std::string_view raw_query() const {
        const std::size_t at = target.find('?');
        return at == std::string::npos ? std::string_view{}
                                       : std::string_view{target}.substr(at + 1);
    }

    void clear() {
        method = Method::get;
        for (std::string* part : {&target, &host, &accept, &content_type, &roles, &body})
            part->clear();
    }
};

inline constexpr std::string_view json_type = "application/json";
inline constexpr std::string_view html_type = "text/html; charset=UTF-8";

struct Response {
    int status = 200;
    std::string_view content_type = json_type;  ///< static text
    std::string headers;                        ///< further complete lines, each with its \r\n
    std::string body;
    bool close = false;  ///< end the connection after this answer

    void clear() {
        status = 200;
        content_type = json_type;
        headers.clear();
        body.clear();
        close = false;
    }
};

std::string_view reason_of(int status);

/// Appends status line, headers and body. `date` is a complete Date value.
struct Serialisation {
    std::string_view date;
    bool keep_alive = true;
    bool is_http_1_0 = false;
    bool with_body = true;  ///< false for HEAD: the length is told, the body is not sent
};

void serialise(std::string& out, const Response& response, const Serialisation& how);

/// Appends "Sat, 31 Jan 2026 08:05:00 GMT".
void append_http_date(std::string& out, std::int64_t unix_seconds);

/// Turns the answer into a small HTML page with the status as its title.
void html_page(Response& response, int status, std::string_view explanation);

}  // namespace wf::http
