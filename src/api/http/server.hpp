// An HTTP/1.1 server: listens, keeps connections, calls an Application. Knows nothing of workflows.
#pragma once
#include "api/http/exchange.hpp"
#include "base/error.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace wf {
class Clock;
}

namespace wf::http {

struct ServerSettings {
    std::string host;
    std::uint16_t port = 0;  ///< 0: any free one
    unsigned threads = 2;
    std::size_t body_limit = 0;
    std::size_t header_limit = 0;
    std::size_t connections_max = 0;
    Millis idle_timeout{0};
    Millis read_timeout{0};
    Millis write_timeout{0};
    Millis reply_timeout{0};
    Millis stop_timeout{0};
};

class Server {
public:
    /// `application` and `clock` (for Date) must outlive the server.
    /// @errors invalid_argument for a host that is no address, external_failed if it cannot listen.
    static Result<std::unique_ptr<Server>> start(
        ServerSettings settings, Application& application, const Clock& clock
    );
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server();

    std::uint16_t port() const;
    /// No new connections; running exchanges finish, up to stop_timeout. Idempotent.
    void stop();

private:
    class Listener;
    explicit Server(std::unique_ptr<Listener> listener);
    std::unique_ptr<Listener> listener_;
};

}  // namespace wf::http
