// Sends HTTP calls, thousands at a time, on the executor's event loop: libcurl's multi interface
// with kept connections. Belongs to the loop's thread.
#pragma once
#include "executor/event_loop.hpp"
#include "executor/http/transfer.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace wf::http {

struct ClientOptions {
    std::size_t connections_max = 4096;
    std::size_t connections_per_host_max = 256;
    TransferRules rules;
};

class Client {
public:
    using CallId = std::uint64_t;

    Client(EventLoop& loop, ClientOptions options);
    ~Client();  ///< breaks off what is running, without calling anybody

    /// `done` is called once, from the loop; possibly before this returns, when the call is
    /// refused. Time in the queue does not count for the call's timeout.
    CallId start(HttpCall call, Done done);
    /// `done` will not be called. Nothing happens for a call that has ended.
    void cancel(CallId id);
    /// Calls that wait or are on the wire.
    std::size_t size() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace wf::http
