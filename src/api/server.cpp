#include "api/server.hpp"

#include "api/core/dispatcher.hpp"
#include "api/http/server.hpp"
#include "api/resource/routes.hpp"

#include <array>

namespace wf::api {
namespace {

/// To add a resource: a line here, and its table of routes.
std::array<std::span<const Route>, 15> all_routes() {
    return {
        root_routes(),
        workflow_routes(),
        workbook_routes(),
        action_routes(),
        execution_routes(),
        execution_report_routes(),
        execution_descendant_routes(),
        execution_why_routes(),
        task_routes(),
        action_execution_routes(),
        environment_routes(),
        cron_trigger_routes(),
        event_trigger_routes(),
        expression_routes(),
        service_routes(),
    };
}

http::ServerSettings settings_of(const ApiOptions& options) {
    return {
        .host = options.host,
        .port = options.port,
        .threads = options.threads,
        .body_limit = options.body_limit,
        .header_limit = options.header_limit,
        .connections_max = options.connections_max,
        .idle_timeout = options.idle_timeout,
        .read_timeout = options.read_timeout,
        .write_timeout = options.write_timeout,
        .reply_timeout = options.reply_timeout,
        .stop_timeout = options.stop_timeout,
    };
}

}  // namespace

struct ApiServer::Parts {
    Parts(ApiOptions options, ApiDependencies dependencies)
        : environment(std::move(options), std::move(dependencies)),
          dispatcher(environment, all_routes()) {}

    Environment environment;
    Dispatcher dispatcher;
    std::unique_ptr<http::Server> server;
};

ApiServer::ApiServer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {
}

ApiServer::~ApiServer() {
    stop();
}

Result<std::unique_ptr<ApiServer>> ApiServer::start(
    ApiOptions options, ApiDependencies dependencies
) {
    auto parts = std::make_unique<Parts>(std::move(options), std::move(dependencies));
    WF_TRY(
        parts->server,
        http::Server::start(
            settings_of(parts->environment.options),
            parts->dispatcher,
            parts->environment.dependencies.clock
        )
    );
    return std::unique_ptr<ApiServer>{new ApiServer{std::move(parts)}};
}

std::uint16_t ApiServer::port() const {
    return parts_->server->port();
}

void ApiServer::stop() {
    parts_->server->stop();
}

}  // namespace wf::api
