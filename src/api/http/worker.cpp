#include "api/http/worker.hpp"

#include "api/http/session.hpp"
#include "ports/clock.hpp"

#include <boost/asio/post.hpp>

#include <vector>

namespace wf::http {
namespace {

constexpr std::chrono::milliseconds tick_interval{500};
constexpr std::chrono::milliseconds draining_tick_interval{20};

}  // namespace

Worker::Worker(std::shared_ptr<Shared> shared, std::size_t number)
    : shared_(std::move(shared)), number_(number), work_(context_.get_executor()),
      timer_(context_) {
}

Worker::~Worker() = default;

void Worker::start() {
    thread_ = std::thread{[self = shared_from_this()] { self->run(); }};
}

void Worker::run() {
    tick();
    context_.run();
}

void Worker::join() {
    if (thread_.joinable()) thread_.join();
}

void Worker::drain() {
    asio::post(context_, [this] {
        draining_ = true;
        drain_until_ = std::chrono::steady_clock::now() + shared_->settings.stop_timeout;
        std::vector<std::shared_ptr<Session>> all;
        for (const auto& [raw, session] : sessions_) all.push_back(session);
        for (const auto& session : all) session->drain();
        tick();
    });
}

void Worker::adopt(asio::ip::tcp::socket socket) {
    const auto session = std::make_shared<Session>(*this, std::move(socket));
    if (draining_) return;
    sessions_.emplace(session.get(), session);
    session->start();
}

void Worker::remove(Session& session) {
    sessions_.erase(&session);
}

void Worker::tick() {
    now_ = std::chrono::steady_clock::now();
    std::vector<std::shared_ptr<Session>> all;
    all.reserve(sessions_.size());
    for (const auto& [raw, session] : sessions_) all.push_back(session);
    for (const auto& session : all) session->check_deadline();
    if (draining_) {
        stop_if_drained();
        if (sessions_.empty()) return;
    }
    timer_.expires_after(draining_ ? draining_tick_interval : tick_interval);
    timer_.async_wait([this](const boost::system::error_code& error) {
        if (!error) tick();
    });
}

void Worker::stop_if_drained() {
    if (now_ >= drain_until_) {
        while (!sessions_.empty()) {
            const auto session = sessions_.begin()->second;
            session->close();
        }
    }
    if (!sessions_.empty()) return;
    // The loop ends by itself when nothing is left. Stopping it instead would leave aborted
    // operations behind, and the pending accept among them holds a socket of another worker's loop.
    work_.reset();
}

std::string_view Worker::date() {
    const std::int64_t second = shared_->clock.now().ms / 1000;
    if (second != date_second_) {
        date_second_ = second;
        date_.clear();
        append_http_date(date_, second);
    }
    return date_;
}

}  // namespace wf::http
