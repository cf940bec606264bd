// What lies above the collections: versions, the API's own address, the info page.
#include "api/core/call.hpp"
#include "api/resource/routes.hpp"
#include "value/json.hpp"

namespace wf::api {
namespace {

Result<void> versions(Call& call) {
    std::string& body = call.body();
    body += R"({"versions":[{"id":"v2.0","status":"CURRENT","links":[{"href":)";
    write_json_string(body, call.base_url() + "/v2");
    body += R"(,"target":"v2","rel":"self"}]}]})";
    return {};
}

Result<void> version_2(Call& call) {
    if (!call.request().raw_path().ends_with('/')) {
        call.response().headers += "Location: " + call.base_url() + "/v2/\r\n";
        http::html_page(call.response(), 302, "The resource was found at /v2/.");
        return {};
    }
    call.body() += R"({"uri":)";
    write_json_string(call.body(), call.base_url() + "/v2");
    call.body() += '}';
    return {};
}

Result<void> info(Call& /*call*/) {
    return fail(ErrorCode::invalid_argument, "Info endpoint disabled.");
}

using http::Method;

constexpr Route routes[] = {
    {.method = Method::get, .path = "", .handler = versions, .checks_query = false},
    {.method = Method::post, .path = "", .handler = versions, .checks_query = false},
    {.method = Method::get, .path = "v2", .handler = version_2, .checks_query = false},
    {.method = Method::get, .path = "info", .handler = info, .checks_query = false},
};

}  // namespace

std::span<const Route> root_routes() {
    return routes;
}

Result<void> refuse_missing_argument(Call& call) {
    return missing_argument(call.route().argument);
}

}  // namespace wf::api
