// One row of the routing table: an endpoint, what it may be asked, and who answers it.
#pragma once
#include "api/core/fault.hpp"
#include "base/error.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace wf::api {

class Call;

/// Answers a call, at once or later (Call::submit); an error becomes the fault of the route's
/// style.
using Handler = Result<void> (*)(Call& call);

enum class BodyKind : std::uint8_t {
    none,
    json,  // the content type is checked
    text,  // a definition: any content type
};

struct Route {
    http::Method method = http::Method::get;
    /// Segments below the root; "{}" is one argument: "v2/executions/{}/tasks".
    std::string_view path;
    Handler handler = nullptr;
    std::string_view policy = {};  ///< rule to enforce; empty: none
    BodyKind body = BodyKind::none;
    FaultStyle faults = FaultStyle::typed;
    /// Query parameters it knows; others are refused. Lists check their own, definition endpoints
    /// ignore.
    bool checks_query = true;
    std::span<const std::string_view> query = {};
    std::string_view argument = {};  ///< for the handler: the name of what is missing, of the body
};

}  // namespace wf::api
