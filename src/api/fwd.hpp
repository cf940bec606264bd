#pragma once

namespace wf::http {
struct Request;
struct Response;
class Exchange;
class QueryParameters;
}  // namespace wf::http

namespace wf::api {
class ActionCatalog;
class ApiServer;
struct ApiDependencies;
struct ApiOptions;
}  // namespace wf::api
