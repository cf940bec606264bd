#include "api/http/server.hpp"

#include "api/http/worker.hpp"

#include <boost/asio/post.hpp>

#include <vector>

namespace wf::http {
namespace {

using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::milliseconds accept_pause{100};

Result<tcp::endpoint> endpoint_of(const ServerSettings& settings) {
    error_code error;
    const auto address = asio::ip::make_address(
        settings.host == "localhost" ? std::string{"127.0.0.1"} : settings.host, error
    );
    if (error)
        return fail(
            ErrorCode::invalid_argument, "'" + settings.host + "' is not an address to listen on"
        );
    return tcp::endpoint{address, settings.port};
}

}  // namespace

/// One acceptor, on the first worker, deals connections out in turn. Not SO_REUSEPORT: the kernel
/// spreads few connections unevenly, and a second server on the same port would silently take half
/// of them.
class Server::Listener {
public:
    Listener(ServerSettings settings, Application& application, const Clock& clock)
        : shared_(new Shared{std::move(settings), application, clock}) {
        const unsigned count = std::max(1U, shared_->settings.threads);
        for (unsigned i = 0; i < count; ++i)
            workers_.push_back(std::make_shared<Worker>(shared_, i));
        acceptor_ = std::make_unique<tcp::acceptor>(workers_.front()->context());
        pause_ = std::make_unique<asio::steady_timer>(workers_.front()->context());
    }

    Result<void> open() {
        WF_TRY(const tcp::endpoint endpoint, endpoint_of(shared_->settings));
        error_code error;
        acceptor_->open(endpoint.protocol(), error);
        if (!error) acceptor_->set_option(tcp::acceptor::reuse_address{true}, error);
        if (!error) acceptor_->bind(endpoint, error);
        if (!error) acceptor_->listen(asio::socket_base::max_listen_connections, error);
        if (error)
            return fail(
                ErrorCode::external_failed,
                "cannot listen on " + shared_->settings.host + ":" +
                    std::to_string(endpoint.port()) + ": " + error.message()
            );
        port_ = acceptor_->local_endpoint(error).port();
        accept();
        for (const auto& worker : workers_) worker->start();
        return {};
    }

    std::uint16_t port() const { return port_; }

    void stop() {
        if (stopped_) return;
        stopped_ = true;
        asio::post(workers_.front()->context(), [this] {
            error_code ignored;
            acceptor_->close(ignored);
            pause_->cancel();
        });
        for (const auto& worker : workers_) worker->drain();
        for (const auto& worker : workers_) worker->join();
        // Both live in the first worker's loop, which may outlive us through a late resumption.
        acceptor_.reset();
        pause_.reset();
    }

private:
    void accept() {
        Worker& worker = *workers_[next_++ % workers_.size()];
        acceptor_->async_accept(
            worker.context(),
            [this, &worker](const error_code& error, tcp::socket socket) {
                if (!acceptor_->is_open()) return;
                if (error) return accept_after_pause();
                if (shared_->connections.load(std::memory_order_relaxed) <
                    shared_->settings.connections_max)
                    hand_over(worker, std::move(socket));
                accept();
            }
        );
    }

    static void hand_over(Worker& worker, tcp::socket socket) {
        asio::post(worker.context(), [&worker, socket = std::move(socket)]() mutable {
            worker.adopt(std::move(socket));
        });
    }

    /// Out of file descriptors, mostly: waiting beats spinning.
    void accept_after_pause() {
        pause_->expires_after(accept_pause);
        pause_->async_wait([this](const error_code& error) {
            if (!error && acceptor_->is_open()) accept();
        });
    }

    std::shared_ptr<Shared> shared_;
    std::vector<std::shared_ptr<Worker>> workers_;
    std::unique_ptr<tcp::acceptor> acceptor_;
    std::unique_ptr<asio::steady_timer> pause_;
    std::size_t next_ = 0;
    std::uint16_t port_ = 0;
    bool stopped_ = false;
};

Server::Server(std::unique_ptr<Listener> listener) : listener_(std::move(listener)) {
}

Server::~Server() {
    if (listener_) stop();
}

Result<std::unique_ptr<Server>> Server::start(
    ServerSettings settings, Application& application, const Clock& clock
) {
    auto listener = std::make_unique<Listener>(std::move(settings), application, clock);
    WF_CHECK(listener->open());
    return std::unique_ptr<Server>{new Server{std::move(listener)}};
}

std::uint16_t Server::port() const {
    return listener_->port();
}

void Server::stop() {
    listener_->stop();
}

}  // namespace wf::http
