#include "api/testing/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace wf::api::testing {
namespace {

constexpr time_t receive_timeout_s = 30;

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    });
    return text;
}

}  // namespace

std::string wire_text(const HttpRequest& request) {
    std::string text = request.method + " " + request.target + " HTTP/1.1\r\nHost: test\r\n";
    for (const auto& [name, value] : request.headers) text += name + ": " + value + "\r\n";
    if (!request.body.empty() || request.method == "POST" || request.method == "PUT")
        text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
    return text + "\r\n" + request.body;
}

HttpClient::~HttpClient() {
    close();
}

void HttpClient::close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
    input_.clear();
}

bool HttpClient::connect() {
    close();
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    if (socket_ < 0) return false;
    const timeval timeout{receive_timeout_s, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

bool HttpClient::send_raw(std::string_view bytes) {
    if (socket_ < 0 && !connect()) return false;
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool HttpClient::fill() {
    std::array<char, 16384> part{};
    const ssize_t count = ::recv(socket_, part.data(), part.size(), 0);
    if (count <= 0) return false;
    input_.append(part.data(), static_cast<std::size_t>(count));
    return true;
}

bool HttpClient::receive_line(std::string& line) {
    std::size_t end = input_.find("\r\n");
    while (end == std::string::npos) {
        if (!fill()) return false;
        end = input_.find("\r\n");
    }
    line = input_.substr(0, end);
    input_.erase(0, end + 2);
    return true;
}

HttpAnswer HttpClient::receive(bool has_body) {
    HttpAnswer answer;
    std::string line;
    if (!receive_line(line) || line.size() < 12) return {};
    answer.status = std::stoi(line.substr(9, 3));
    while (receive_line(line) && !line.empty()) {
        const std::size_t colon = line.find(": ");
        if (colon != std::string::npos)
            answer.headers[lower(line.substr(0, colon))] = line.substr(colon + 2);
    }
    const std::string_view length = answer.header("content-length");
    const std::size_t size = length.empty() || !has_body ? 0 : std::stoul(std::string{length});
    while (input_.size() < size) {
        if (!fill()) return {};
    }
    answer.body = input_.substr(0, size);
    input_.erase(0, size);
    if (answer.header("connection") == "close") close();
    return answer;
}

HttpAnswer HttpClient::send(const HttpRequest& request) {
    const std::string text = wire_text(request);
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (send_raw(text)) {
            HttpAnswer answer = receive(request.method != "HEAD");
            if (answer.status != 0) return answer;
        }
        close();
    }
    return {};
}

}  // namespace wf::api::testing
