// One thread that waits for sockets and for time, on epoll. Everything but wake() and stop()
// belongs to that thread.
#pragma once
#include "base/error.hpp"
#include "base/time.hpp"

#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>

namespace wf {

class EventLoop {
public:
    using Task = std::function<void()>;

    /// Names one timer. A default one names none.
    struct TimerId {
        Millis due{};
        std::uint64_t number = 0;

        friend auto operator<=>(const TimerId&, const TimerId&) = default;
    };

    class SocketHandler {
    public:
        virtual ~SocketHandler() = default;
        /// `events`: EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP.
        virtual void on_socket(int fd, std::uint32_t events) = 0;
    };

    /// @param monotonic  the time that timers go by.
    /// @errors internal when the system has no descriptors left.
    static Result<std::unique_ptr<EventLoop>> open(std::function<Millis()> monotonic);
    ~EventLoop();
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    /// Serves until stop(). `on_wake` runs after every wake(), and once at first.
    void run(const Task& on_wake);
    void wake();
    void stop();

    Millis now() const { return monotonic_(); }

    /// Costs one tree node, whatever the delay. Runs at or after `due`, never inside of this call.
    TimerId at(Millis due, Task task);
    /// Nothing happens for one that ran already, or for none.
    void cancel(TimerId timer);

    /// `events` 0: no longer watched.
    void watch(int fd, std::uint32_t events, SocketHandler& handler);

private:
    EventLoop(int epoll, int wake_fd, std::function<Millis()> monotonic);
    int wait_ms() const;
    void wait_once(const Task& on_wake);
    void run_due_timers();

    int epoll_;
    int wake_fd_;
    std::function<Millis()> monotonic_;
    std::map<TimerId, Task> timers_;
    std::uint64_t timers_made_ = 0;
    SocketHandler* handler_ = nullptr;
    std::atomic<bool> is_stopping_{false};
};

}  // namespace wf
