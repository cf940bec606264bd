// Settings of the API server as plain data. Which configuration option sets which field is app's.
#pragma once
#include "base/time.hpp"
#include "expr/expression.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace wf::api {

/// [api] validation_mode: whether a request may skip the check of a definition.
enum class ValidationMode : std::uint8_t {
    enabled,    // checked unless the request says `skip_validation`
    mandatory,  // always checked
    disabled,   // never checked beyond what building the definition needs
};

/// One line of GET /v2/services.
struct ServiceName {
    std::string name;  ///< "<host>_<pid>"
    std::string type;  ///< "engine_group" and alike
};

struct ApiOptions {
    std::string host = "0.0.0.0";
    std::uint16_t port = 8989;                          ///< 0: any free one, see ApiServer::port()
    unsigned threads = 2;                               ///< I/O threads; reads run on them
    std::size_t max_limit = 1000;                       ///< no list answers more rows than this
    std::size_t body_limit = std::size_t{16} << 20U;    ///< bytes; more is a 413
    std::size_t header_limit = std::size_t{32} << 10U;  ///< bytes; more is a 431
    std::size_t connections_max = 10'000;  ///< per server; further ones are closed at once
    bool allow_action_execution_deletion = false;
    ValidationMode validation_mode = ValidationMode::mandatory;
    expr::Options expressions;  ///< languages that definitions may use
    std::vector<ServiceName> services;
    Millis idle_timeout{75'000};   ///< keep-alive connection without a request
    Millis read_timeout{30'000};   ///< between two pieces of one request
    Millis write_timeout{30'000};  ///< between two pieces of one answer
    Millis reply_timeout{60'000};  ///< for the engine to answer a command
    Millis stop_timeout{10'000};   ///< for running requests to end when the server stops
};

}  // namespace wf::api
