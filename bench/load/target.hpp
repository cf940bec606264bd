// The HTTP server that std.http actions call in the benchmark: one thread, one fixed answer.
#pragma once
#include <atomic>
#include <cstdint>
#include <thread>

namespace load {

class Target {
public:
    Target();
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;
    ~Target();

    std::uint16_t port() const { return port_; }

    std::uint64_t calls() const { return calls_; }

private:
    void serve();
    void accept_all();
    void answer(int socket);

    int listener_ = -1;
    int epoll_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<bool> stopping_ = false;
    std::atomic<std::uint64_t> calls_ = 0;
    std::thread thread_;
};

}  // namespace load
