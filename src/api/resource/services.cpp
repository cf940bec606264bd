// GET /v2/services: the parts of this server, for clients that still ask.
#include "api/core/call.hpp"
#include "api/resource/routes.hpp"
#include "value/json.hpp"

namespace wf::api {
namespace {

Result<void> list_services(Call& call) {
    std::string& body = call.body();
    body += "{\"services\":[";
    for (const ServiceName& service : call.options().services) {
        if (&service != call.options().services.data()) body += ',';
        body += "{\"name\":";
        write_json_string(body, service.name);
        body += ",\"type\":";
        write_json_string(body, service.type);
        body += '}';
    }
    body += "]}";
    return {};
}

constexpr Route routes[] = {
    {.method = http::Method::get,
     .path = "v2/services",
     .handler = list_services,
     .policy = "services:list",
     .checks_query = false},
};

}  // namespace

std::span<const Route> service_routes() {
    return routes;
}

}  // namespace wf::api
