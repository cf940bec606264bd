// What a handler gets: the request with its arguments, the answer to fill, and the rest of the
// system.
#pragma once
#include "api/core/aliases.hpp"
#include "api/core/policy.hpp"
#include "api/core/router.hpp"
#include "api/http/exchange.hpp"
#include "api/http/query.hpp"
#include "api/server.hpp"
#include "model/command.hpp"

#include <deque>
#include <string>
#include <string_view>

namespace wf::api {

/// Kept per I/O thread.
struct ThreadState {
    explicit ThreadState(Storage& storage) : aliases(storage) {}

    Aliases aliases;
    std::string scratch;  ///< for RowWriter
};

/// One per server, shared by all I/O threads.
struct Environment {
    Environment(ApiOptions settings, ApiDependencies others);

    ApiOptions options;
    ApiDependencies dependencies;
    std::deque<ThreadState> threads;
};

class Call;
/// Writes the answer to a command that was carried out; on the I/O thread.
using Answer = void (*)(Call& call, const Reply& reply);

class Call {
public:
    Call(
        Environment& environment, http::Exchange& exchange, const Route& route, PathArguments path
    );

    const http::Request& request() const { return exchange_->request; }

    http::Response& response() const { return exchange_->response; }

    std::string& body() const { return exchange_->response.body; }

    const Route& route() const { return *route_; }

    const http::QueryParameters& query() const { return query_; }

    std::string_view argument(std::size_t index) const { return path_.values[index]; }

    const ApiOptions& options() const { return environment_->options; }

    Storage& storage() const { return environment_->dependencies.storage; }

    const SignsOfLife& signs_of_life() const { return environment_->dependencies.signs_of_life; }

    const ActionCatalog& actions() const { return environment_->dependencies.actions; }

    ThreadState& thread() const { return environment_->threads[exchange_->thread]; }

    Instant now() const;
    Id new_id() const;

    Caller caller() const { return caller_of(request()); }

    /// "http://host:port" as the client named us, without a slash at the end.
    std::string base_url() const;

    Result<void> enforce(std::string_view rule) const;
    void fault(const Error& error) const;
    void fault(int status, std::string_view text) const;
    /// Hands the command to the engine; the handler returns and `answer` or a fault follows.
    void submit(Command command, Answer answer) const;

private:
    Environment* environment_;
    http::Exchange* exchange_;
    const Route* route_;
    PathArguments path_;
    http::QueryParameters query_;
};

}  // namespace wf::api
