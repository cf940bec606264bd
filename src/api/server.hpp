// The REST API v2 over HTTP/1.1: the module's only door.
#pragma once
#include "api/options.hpp"
#include "base/error.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace wf {
class Clock;
class CommandSink;
class SignsOfLife;
class Storage;
}  // namespace wf

namespace wf::api {

class ActionCatalog;

/// Everything must outlive the server. Commands are submitted and answered while it runs, so the
/// engine stops after it.
struct ApiDependencies {
    Storage& storage;
    CommandSink& commands;
    const SignsOfLife& signs_of_life;
    const Clock& clock;
    const ActionCatalog& actions;
    std::function<std::uint64_t()> random;  ///< for ids of definitions; called by any I/O thread
};

class ApiServer {
public:
    /// Binds, listens and starts the I/O threads.
    /// @errors invalid_argument for a host that is no address, external_failed if the port is
    /// taken.
    static Result<std::unique_ptr<ApiServer>> start(
        ApiOptions options, ApiDependencies dependencies
    );
    ApiServer(const ApiServer&) = delete;
    ApiServer& operator=(const ApiServer&) = delete;
    ~ApiServer();  ///< stops

    std::uint16_t port() const;
    /// Accepts nothing more, lets running requests finish (up to stop_timeout), closes, joins the
    /// threads. Idempotent; not from an I/O thread.
    void stop();

private:
    struct Parts;
    explicit ApiServer(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace wf::api
