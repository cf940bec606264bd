#include "load/target.hpp"

#include "load/http.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>

namespace load {

namespace {

constexpr std::string_view reply =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"ok\":true}";

}  // namespace

Target::Target()
    : listener_(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)), epoll_(epoll_create1(0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (bind(listener_, generic, length) != 0 || listen(listener_, 4096) != 0 ||
        getsockname(listener_, generic, &length) != 0)
        throw LoadError{"the target server cannot listen"};
    port_ = ntohs(address.sin_port);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = listener_;
    epoll_ctl(epoll_, EPOLL_CTL_ADD, listener_, &event);
    thread_ = std::thread{[this] { serve(); }};
}

Target::~Target() {
    stopping_ = true;
    thread_.join();
    close(listener_);
    close(epoll_);
}

void Target::serve() {
    epoll_event events[256];
    while (!stopping_) {
        const int count = epoll_wait(epoll_, events, 256, 50);
        for (int i = 0; i < count; ++i) {
            if (events[i].data.fd == listener_) {
                accept_all();
            } else {
                answer(events[i].data.fd);
            }
        }
    }
}

void Target::accept_all() {
    while (true) {
        const int client = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK);
        if (client < 0) return;
        const int on = 1;
        setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = client;
        epoll_ctl(epoll_, EPOLL_CTL_ADD, client, &event);
    }
}

/// The calls of the benchmark are GETs that fit in one packet, so a read is a request.
void Target::answer(int client) {
    char buffer[16384];
    const ssize_t got = recv(client, buffer, sizeof buffer, 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0 || send(client, reply.data(), reply.size(), MSG_NOSIGNAL) < 0) {
        close(client);
        return;
    }
    ++calls_;
}

}  // namespace load
