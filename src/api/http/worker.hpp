// One I/O thread: its event loop, its connections, their deadlines. Private to http/ (Asio inside).
#pragma once
#include "api/http/server.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>

namespace wf::http {

namespace asio = boost::asio;

class Session;

/// What all workers of a server share; outlives them.
struct Shared {
    ServerSettings settings;
    Application& application;
    const Clock& clock;
    std::atomic<std::size_t> connections{0};
};

/// Kept alive by whoever may still post to it (engine threads holding a resumption), so that a late
/// answer finds a loop, if only a stopped one.
class Worker : public std::enable_shared_from_this<Worker> {
public:
    using SteadyTime = std::chrono::steady_clock::time_point;

    Worker(std::shared_ptr<Shared> shared, std::size_t number);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void start();
    /// Any thread: idle connections close at once, busy ones after their answer; then the loop
    /// ends.
    void drain();
    void join();

    asio::io_context& context() { return context_; }

    Shared& shared() { return *shared_; }

    std::size_t number() const { return number_; }

    // The rest: on the worker's own thread only.
    void adopt(asio::ip::tcp::socket socket);
    void remove(Session& session);

    bool is_draining() const { return draining_; }

    /// Coarse time for deadlines, refreshed by every tick.
    SteadyTime now() const { return now_; }

    /// The value of the Date header.
    std::string_view date();

private:
    void run();
    void tick();
    void stop_if_drained();

    std::shared_ptr<Shared> shared_;
    std::size_t number_;
    asio::io_context context_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    asio::steady_timer timer_;
    std::unordered_map<Session*, std::shared_ptr<Session>> sessions_;
    std::thread thread_;
    SteadyTime now_ = std::chrono::steady_clock::now();
    SteadyTime drain_until_{};
    bool draining_ = false;
    std::int64_t date_second_ = -1;
    std::string date_;
};

}  // namespace wf::http
