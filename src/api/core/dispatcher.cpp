#include "api/core/dispatcher.hpp"

#include <algorithm>

namespace wf::api {
namespace {

/// Without parameters, blanks and quality: "text/html; q=0.9" -> "text/html".
std::string_view media_type(std::string_view text) {
    text = text.substr(0, text.find(';'));
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

bool accepts_json(std::string_view accept) {
    if (accept.empty() || accept == "*/*" || accept == "application/json") return true;
    const auto parts = http::split_commas(accept);
    return std::ranges::any_of(parts, [](std::string_view part) {
        const std::string_view type = media_type(part);
        // XML was an option of the original; whoever lists it gets JSON.
        return type == "*/*" || type == "application/*" || type == "application/json" ||
               type == "application/xml";
    });
}

Result<void> check_query_names(const Call& call) {
    const auto known = call.route().query;
    for (const auto& [name, value] : call.query().all()) {
        if (std::ranges::find(known, name) == known.end())
            return fail(ErrorCode::invalid_argument, "Unknown argument: \"" + name + "\"");
    }
    return {};
}

/// Empty if the body may be read as JSON, else the type that is not known.
std::string_view wrong_body_type(const http::Request& request) {
    const std::string_view type = media_type(request.content_type);
    if (request.body.empty() || type == "application/json") return {};
    return type.empty() ? std::string_view{"text/plain"} : type;
}

void run(Call& call) {
    if (call.route().body == BodyKind::json) {
        if (const auto type = wrong_body_type(call.request()); !type.empty())
            return call.fault(415, "Unknown mimetype: " + std::string{type});
    }
    if (!call.route().policy.empty()) {
        if (const auto allowed = call.enforce(call.route().policy); !allowed)
            return call.fault(allowed.error());
    }
    if (call.route().checks_query) {
        if (const auto known = check_query_names(call); !known) return call.fault(known.error());
    }
    if (const auto done = call.route().handler(call); !done) call.fault(done.error());
}

}  // namespace

Dispatcher::Dispatcher(Environment& environment, std::span<const std::span<const Route>> tables)
    : environment_(environment), router_(tables) {
}

void Dispatcher::handle(http::Exchange& exchange) {
    http::Response& response = exchange.response;
    // A preflight without configured origins: nothing is allowed, and nothing is wrong.
    if (exchange.request.method == http::Method::options) return;
    const Path path = split_path(exchange.request.raw_path(), exchange.decoded);
    const Match match = router_.match(exchange.request.method, path);
    switch (match.kind) {
    case Match::Kind::no_such_path:
        return http::html_page(response, 404, "The resource could not be found.");
    case Match::Kind::no_such_method:
        response.headers += "Allow: " + match.allow + "\r\n";
        return http::html_page(response, 405, "The method is not allowed for this resource.");
    case Match::Kind::found: break;
    }
    if (match.route->body != BodyKind::text && !accepts_json(exchange.request.accept))
        return http::html_page(response, 406, "The resource could not be generated as asked for.");
    Call call{environment_, exchange, *match.route, match.arguments};
    run(call);
}

void Dispatcher::refuse(http::Response& response, int status, std::string_view why) {
    if (status == 413 || status == 504)
        return write_fault(response, FaultStyle::typed, status, why);
    http::html_page(response, status, why);
}

}  // namespace wf::api
