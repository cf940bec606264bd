#include "executor/event_loop.hpp"

#include "base/assert.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace wf {

Result<std::unique_ptr<EventLoop>> EventLoop::open(std::function<Millis()> monotonic) {
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    const int wake_fd = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = wake_fd;
    if (epoll < 0 || wake_fd < 0 || ::epoll_ctl(epoll, EPOLL_CTL_ADD, wake_fd, &event) != 0) {
        const std::string why = std::strerror(errno);
        if (epoll >= 0) ::close(epoll);
        if (wake_fd >= 0) ::close(wake_fd);
        return fail(ErrorCode::internal, "The executor cannot wait for events: " + why);
    }
    return std::unique_ptr<EventLoop>{new EventLoop(epoll, wake_fd, std::move(monotonic))};
}

EventLoop::EventLoop(int epoll, int wake_fd, std::function<Millis()> monotonic)
    : epoll_(epoll), wake_fd_(wake_fd), monotonic_(std::move(monotonic)) {
}

EventLoop::~EventLoop() {
    ::close(epoll_);
    ::close(wake_fd_);
}

void EventLoop::run(const Task& on_wake) {
    on_wake();
    while (!is_stopping_.load(std::memory_order_acquire)) {
        wait_once(on_wake);
        run_due_timers();
    }
}

void EventLoop::wake() {
    const std::uint64_t one = 1;
    // It fails only when the counter is full, and then the loop is awake anyway.
    [[maybe_unused]] const ssize_t written = ::write(wake_fd_, &one, sizeof(one));
}

void EventLoop::stop() {
    is_stopping_.store(true, std::memory_order_release);
    wake();
}

EventLoop::TimerId EventLoop::at(Millis due, Task task) {
    const TimerId id{due, ++timers_made_};
    timers_.emplace(id, std::move(task));
    return id;
}

void EventLoop::cancel(TimerId timer) {
    timers_.erase(timer);
}

void EventLoop::watch(int fd, std::uint32_t events, SocketHandler& handler) {
    WF_ASSERT(
        handler_ == nullptr || handler_ == &handler, "an event loop serves one socket handler"
    );
    handler_ = &handler;
    if (events == 0) {
        // The descriptor may be closed already; then epoll has forgotten it by itself.
        ::epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr);
        return;
    }
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    if (::epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &event) != 0 && errno == ENOENT) {
        ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
    }
}

int EventLoop::wait_ms() const {
    if (timers_.empty()) return -1;
    const Millis left = timers_.begin()->first.due - now();
    // Bounded, so that a jump of a test's clock and int's range both do no harm.
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
}

void EventLoop::wait_once(const Task& on_wake) {
    std::array<epoll_event, 256> events{};
    const int count =
        ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait_ms());
    bool is_woken = false;
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events[static_cast<std::size_t>(i)];
        if (event.data.fd == wake_fd_) {
            std::uint64_t wakes = 0;
            [[maybe_unused]] const ssize_t got = ::read(wake_fd_, &wakes, sizeof(wakes));
            is_woken = true;
        } else {
            handler_->on_socket(event.data.fd, event.events);
        }
    }
    if (is_woken) on_wake();
}

void EventLoop::run_due_timers() {
    // Those that are set meanwhile wait for the next round, even if due: sockets must have their
    // turn.
    const std::uint64_t newest = timers_made_;
    const Millis current = now();
    while (!timers_.empty()) {
        const auto first = timers_.begin();
        if (first->first.due > current || first->first.number > newest) return;
        const Task task = std::move(first->second);
        timers_.erase(first);
        task();
    }
}

}  // namespace wf
