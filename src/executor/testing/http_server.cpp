#include "executor/testing/http_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <thread>
#include <unordered_map>

namespace wf::testing {

namespace {

int listen_on_loopback(sockaddr_in& address) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    if (::bind(fd, reinterpret_cast<const sockaddr*>(&address), size) != 0) std::abort();
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    return fd;
}

std::string header_of(const std::string& head, std::string_view name) {
    for (std::size_t at = head.find("\r\n"); at != std::string::npos; at = head.find("\r\n", at)) {
        at += 2;
        const std::size_t colon = head.find(':', at);
        if (colon == std::string::npos) break;
        if (colon - at == name.size() && strncasecmp(&head[at], name.data(), name.size()) == 0) {
            const std::size_t start = head.find_first_not_of(' ', colon + 1);
            return head.substr(start, head.find("\r\n", start) - start);
        }
    }
    return "";
}

}  // namespace

struct HttpServer::Impl {
    Serve serve;
    sockaddr_in address{};
    int listener = -1;
    int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    int stop_fd = ::eventfd(0, EFD_CLOEXEC);
    std::atomic<std::size_t> accepted{0};
    std::unordered_map<int, std::string> received;
    std::thread thread;

    void watch(int fd) const {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = fd;
        ::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
    }

    void run() {
        std::array<epoll_event, 256> events{};
        for (;;) {
            const int count = ::epoll_wait(epoll, events.data(), 256, -1);
            for (int i = 0; i < count; ++i) {
                const int fd = events[static_cast<std::size_t>(i)].data.fd;
                if (fd == stop_fd) return;
                if (fd == listener) {
                    accept_all();
                } else {
                    read_from(fd);
                }
            }
        }
    }

    void accept_all() {
        for (;;) {
            const int fd = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (fd < 0) return;
            ++accepted;
            const int one = 1;
            ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
            received[fd];
            watch(fd);
        }
    }

    void hang_up(int fd) {
        received.erase(fd);
        ::close(fd);
    }

    void read_from(int fd) {
        std::array<char, 16384> buffer{};
        const ssize_t got = ::recv(fd, buffer.data(), buffer.size(), 0);
        if (got <= 0) {
            hang_up(fd);
            return;
        }
        std::string& data = received[fd];
        data.append(buffer.data(), static_cast<std::size_t>(got));
        ServedRequest request;
        while (take_request(data, request)) {
            const std::string answer = serve(request);
            if (answer == "close") {
                hang_up(fd);
                return;
            }
            send_all(fd, answer);
        }
    }

    static void send_all(int fd, std::string_view text) {
        while (!text.empty()) {
            const ssize_t sent = ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    static bool take_request(std::string& data, ServedRequest& request) {
        const std::size_t end = data.find("\r\n\r\n");
        if (end == std::string::npos) return false;
        request.head = data.substr(0, end + 2);
        const std::size_t size =
            std::strtoull(request.header("Content-Length").c_str(), nullptr, 10);
        if (data.size() < end + 4 + size) return false;
        request.body = data.substr(end + 4, size);
        data.erase(0, end + 4 + size);
        const std::size_t first = request.head.find(' ');
        request.method = request.head.substr(0, first);
        request.target =
            request.head.substr(first + 1, request.head.find(' ', first + 1) - first - 1);
        return true;
    }
};

std::string ServedRequest::header(std::string_view name) const {
    return header_of(head, name);
}

HttpServer::HttpServer(Serve serve) : impl_(std::make_unique<Impl>()) {
    impl_->serve = std::move(serve);
    impl_->listener = listen_on_loopback(impl_->address);
    ::listen(impl_->listener, 4096);
    impl_->watch(impl_->listener);
    impl_->watch(impl_->stop_fd);
    impl_->thread = std::thread{[impl = impl_.get()] { impl->run(); }};
}

HttpServer::~HttpServer() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(impl_->stop_fd, &one, sizeof(one));
    impl_->thread.join();
    for (const auto& [fd, data] : impl_->received) ::close(fd);
    for (const int fd : {impl_->listener, impl_->epoll, impl_->stop_fd}) ::close(fd);
}

std::uint16_t HttpServer::port() const {
    return ntohs(impl_->address.sin_port);
}

std::string HttpServer::url(std::string_view path) const {
    return "http://127.0.0.1:" + std::to_string(port()) + std::string{path};
}

std::size_t HttpServer::connections_accepted() const {
    return impl_->accepted;
}

std::string respond(std::string_view status, std::string_view header_lines, std::string_view body) {
    std::string text = "HTTP/1.1 ";
    text += status;
    text += "\r\n";
    text += header_lines;
    text += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    text += body;
    return text;
}

std::uint16_t unused_port() {
    sockaddr_in address{};
    // Bound once and released: the system does not hand it out again soon.
    ::close(listen_on_loopback(address));
    return ntohs(address.sin_port);
}

}  // namespace wf::testing
