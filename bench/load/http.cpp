#include "load/http.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

namespace load {

namespace {

constexpr std::size_t piece = 64U << 10U;

[[noreturn]] void fail(std::string_view what) {
    throw LoadError{fmt::format("{}: {}", what, std::strerror(errno))};
}

/// Value of a header; the server's spelling is known to be the usual one, any case is accepted.
std::string_view header(std::string_view head, std::string_view name) {
    const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
    const auto found = std::search(head.begin(), head.end(), name.begin(), name.end(), same);
    if (found == head.end()) return {};
    std::string_view rest =
        head.substr(static_cast<std::size_t>(found - head.begin()) + name.size());
    rest = rest.substr(0, rest.find('\r'));
    rest.remove_prefix(std::min(rest.find_first_not_of(": "), rest.size()));
    return rest;
}

std::size_t number(std::string_view text) {
    std::size_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

class Epoll {
public:
    Epoll() : fd_(epoll_create1(0)) {
        if (fd_ < 0) fail("epoll_create1");
    }

    Epoll(const Epoll&) = delete;
    Epoll& operator=(const Epoll&) = delete;

    ~Epoll() { close(fd_); }

    void add(int socket, std::uint32_t index) const {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u32 = index;
        if (epoll_ctl(fd_, EPOLL_CTL_ADD, socket, &event) != 0) fail("epoll_ctl");
    }

    /// Indexes that can be read.
    std::vector<std::uint32_t> wait() const {
        epoll_event events[128];
        const int count = epoll_wait(fd_, events, 128, 60'000);
        if (count == 0) throw LoadError{"no answer within 60 s"};
        std::vector<std::uint32_t> ready;
        for (int i = 0; i < count; ++i) ready.push_back(events[i].data.u32);
        return ready;
    }

private:
    int fd_;
};

void check(const Connection& connection) {
    if (connection.status() >= 400)
        throw LoadError{fmt::format("HTTP {}: {}", connection.status(), connection.body())};
}

}  // namespace

std::string get_request(std::string_view path) {
    return fmt::format(
        "GET {} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n", path
    );
}

std::string post_request(std::string_view path, std::string_view body, std::string_view type) {
    return fmt::format(
        "POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n{}",
        path,
        type,
        body.size(),
        body
    );
}

Connection::Connection(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        close(std::exchange(socket_, -1));
        fail("connect");
    }
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Connection::Connection(Connection&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)) {
}

Connection::~Connection() {
    if (socket_ >= 0) close(socket_);
}

void Connection::send(std::string_view request) {
    buffer_.clear();
    expected_ = head_length_ = 0;
    while (!request.empty()) {
        const ssize_t sent = ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) fail("send");
        request.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool Connection::receive() {
    char data[piece];
    ssize_t got = -1;
    do {
        got = recv(socket_, data, sizeof data, 0);
    } while (got < 0 && errno == EINTR);
    if (got < 0) fail("recv");
    if (got == 0) throw LoadError{"the server closed the connection"};
    buffer_.append(data, static_cast<std::size_t>(got));
    if (expected_ == 0) parse_head();
    return expected_ != 0 && buffer_.size() >= expected_;
}

void Connection::parse_head() {
    const std::size_t end = buffer_.find("\r\n\r\n");
    if (end == std::string::npos) return;
    head_length_ = end + 4;
    const std::string_view head = std::string_view{buffer_}.substr(0, head_length_);
    status_ = static_cast<int>(number(head.substr(9, 3)));
    expected_ = head_length_ + number(header(head, "\r\ncontent-length"));
}

std::string_view Client::get(std::string_view path) {
    return call(get_request(path));
}

std::string_view Client::post(std::string_view path, std::string_view json) {
    return call(post_request(path, json, "application/json"));
}

std::string_view Client::post_text(std::string_view path, std::string_view text) {
    return call(post_request(path, text, "text/plain"));
}

std::string_view Client::call(std::string_view request) {
    connection_.send(request);
    while (!connection_.receive()) {
    }
    check(connection_);
    return connection_.body();
}

std::vector<Connection> open_connections(std::uint16_t port, unsigned count) {
    std::vector<Connection> connections;
    connections.reserve(count);
    for (unsigned i = 0; i < count; ++i) connections.emplace_back(port);
    return connections;
}

void run_burst(std::vector<Connection>& connections, const Burst& burst) {
    const Epoll epoll;
    std::string request;
    std::size_t busy = 0;
    for (std::uint32_t i = 0; i < connections.size() && burst.next(request); ++i) {
        epoll.add(connections[i].socket(), i);
        connections[i].send(request);
        ++busy;
    }
    while (busy > 0) {
        for (const std::uint32_t index : epoll.wait()) {
            Connection& connection = connections[index];
            if (!connection.receive()) continue;
            check(connection);
            burst.done(connection.body());
            if (burst.next(request)) {
                connection.send(request);
            } else {
                --busy;
            }
        }
    }
}

std::string_view text_field(std::string_view json, std::string_view name) {
    const std::string key = fmt::format("\"{}\"", name);
    for (std::size_t at = json.find(key); at != std::string_view::npos;
         at = json.find(key, at + 1)) {
        if (at > 0 && json[at - 1] == '\\') continue;  // inside of a JSON string
        std::size_t begin = json.find_first_not_of(": ", at + key.size());
        if (begin == std::string_view::npos || json[begin] != '"') continue;
        ++begin;
        return json.substr(begin, json.find('"', begin) - begin);
    }
    return {};
}

}  // namespace load
