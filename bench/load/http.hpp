// An HTTP/1.1 client that costs little: the machine is shared with the server that is measured.
// Keep-alive, no pipelining, answers with Content-Length only, loopback only.
#pragma once
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace load {

struct LoadError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A complete request text.
std::string get_request(std::string_view path);
std::string post_request(std::string_view path, std::string_view body, std::string_view type);

/// A socket with at most one request on its way.
class Connection {
public:
    explicit Connection(std::uint16_t port);
    Connection(Connection&& other) noexcept;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    int socket() const { return socket_; }

    void send(std::string_view request);
    /// Reads what is there; true once the answer is complete. Blocks for the first byte.
    bool receive();

    int status() const { return status_; }

    /// Valid until the next send().
    std::string_view body() const { return std::string_view{buffer_}.substr(head_length_); }

private:
    void parse_head();

    int socket_ = -1;
    int status_ = 0;
    std::string buffer_;
    std::size_t head_length_ = 0;
    std::size_t expected_ = 0;  ///< bytes of head and body; 0: head not complete yet
};

/// One request after the other.
class Client {
public:
    explicit Client(std::uint16_t port) : connection_(port) {}

    /// The body. @throws LoadError for a status of 400 or more.
    std::string_view get(std::string_view path);
    std::string_view post(std::string_view path, std::string_view json);
    std::string_view post_text(std::string_view path, std::string_view text);

private:
    std::string_view call(std::string_view request);

    Connection connection_;
};

std::vector<Connection> open_connections(std::uint16_t port, unsigned count);

/// Keeps connections busy: fills a request text by `next` until that returns false, gives every
/// answer's body to `done`.
struct Burst {
    std::function<bool(std::string& request)> next;
    std::function<void(std::string_view body)> done;
};

void run_burst(std::vector<Connection>& connections, const Burst& burst);

/// The text of a string member of a JSON object, unescaped not at all; empty if there is none.
std::string_view text_field(std::string_view json, std::string_view name);

}  // namespace load
