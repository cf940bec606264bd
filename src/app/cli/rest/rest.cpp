#include "app/cli/rest/rest.hpp"

#include "value/json.hpp"

#include <fmt/format.h>

namespace wf::cli {

namespace {

ErrorCode code_of(int status) {
    switch (status) {
    case 403: return ErrorCode::forbidden;
    case 404: return ErrorCode::not_found;
    case 409: return ErrorCode::conflict;
    case 413: return ErrorCode::payload_too_large;
    case 503: return ErrorCode::busy;
    default: return status < 500 ? ErrorCode::invalid_argument : ErrorCode::external_failed;
    }
}

/// The server's own words if the answer holds any.
std::string reason_of(const HttpAnswer& answer) {
    const Result<Value> body = parse_json(answer.body);
    if (body) {
        const Value& text = (*body)["faultstring"];
        if (text.is_string()) return text.to_string();
    }
    if (answer.body.empty() || answer.body.front() == '<')
        return fmt::format("the server answered with HTTP status {}", answer.status);
    return answer.body;
}

}  // namespace

Result<Value> Rest::get(std::string path) {
    return call({.method = "GET", .path = std::move(path), .body = {}, .content_type = {}});
}

Result<Value> Rest::send_text(std::string method, std::string path, std::string text) {
    return call(
        {.method = std::move(method),
         .path = std::move(path),
         .body = std::move(text),
         .content_type = "text/plain"}
    );
}

Result<Value> Rest::send_json(std::string method, std::string path, const Value& body) {
    return call(
        {.method = std::move(method),
         .path = std::move(path),
         .body = to_json(body),
         .content_type = "application/json"}
    );
}

Result<void> Rest::remove(std::string path) {
    const HttpRequest request{
        .method = "DELETE", .path = std::move(path), .body = {}, .content_type = {}};
    WF_CHECK(call(request));
    return {};
}

Result<Value> Rest::call(const HttpRequest& request) {
    WF_TRY(const HttpAnswer answer, send_(request));
    if (answer.status >= 400) return fail(code_of(answer.status), reason_of(answer));
    if (answer.body.empty()) return Value{};
    Result<Value> body = parse_json(answer.body);
    if (body) return body;
    return fail(
        ErrorCode::external_failed,
        fmt::format(
            "the answer to {} {} is no JSON; is this the address of a Mistral server?",
            request.method,
            request.path
        )
    );
}

Query& Query::add(std::string_view name, std::string_view value) {
    text_ += text_.empty() ? '?' : '&';
    text_ += name;
    text_ += '=';
    text_ += escaped(value);
    return *this;
}

std::string escaped(std::string_view text) {
    constexpr std::string_view safe =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string out;
    for (const char c : text) {
        if (safe.find(c) != std::string_view::npos) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

}  // namespace wf::cli
