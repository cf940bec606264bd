// A request being answered, and how to answer it later. No networking here.
#pragma once
#include "api/http/message.hpp"

#include <functional>
#include <vector>

namespace wf::http {

class Exchange;

/// Finishes a deferred exchange. Any thread, once; runs `then` on the exchange's own I/O thread and
/// sends what it left in the response. If the connection or the server has gone meanwhile, nothing
/// happens.
using Resumption = std::function<void(std::function<void(Exchange&)> then)>;

/// One exchange at a time lives on a connection; it belongs to one I/O thread.
class Exchange {
public:
    Request request;
    Response response;
    std::vector<std::string>
        decoded;             ///< for parts of the target whose decoded form is referred to
    std::size_t thread = 0;  ///< number of the I/O thread, for what is kept per thread

    virtual ~Exchange() = default;
    /// Returning from the handler no longer ends the exchange: the resumption does.
    virtual Resumption defer() = 0;
};

/// Answers requests; called by all I/O threads.
class Application {
public:
    virtual ~Application() = default;
    virtual void handle(Exchange& exchange) = 0;
    /// The request never became one (413, 431, 400) or its answer did not come in time (504).
    virtual void refuse(Response& response, int status, std::string_view why) = 0;
};

}  // namespace wf::http
