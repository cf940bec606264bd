// Which call may go on the wire next: a queue per host, with bounds per host and for all of them.
#pragma once
#include "base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>

namespace wf::http {

class HostQueues {
public:
    HostQueues(std::size_t total_max, std::size_t per_host_max)
        : total_max_(total_max), per_host_max_(per_host_max) {}

    /// @param is_resolved  the host needs no name server.
    void push(const std::string& host, std::uint64_t call, bool is_resolved);
    /// The next call that may start; it then counts as running at its host.
    std::optional<std::uint64_t> pop();
    void finished(const std::string& host);
    /// Takes a waiting call out.
    void remove(const std::string& host, std::uint64_t call);
    /// The host's name is in the DNS cache now.
    void resolved(const std::string& host);

private:
    struct Host {
        std::deque<std::uint64_t> waiting;
        std::size_t running = 0;
        bool is_resolved = false;
        bool is_listed = false;  // in ready_
    };

    void forget_idle_hosts();
    std::size_t limit_of(const Host& host) const;
    void list_if_ready(const std::string& name, Host& host);

    std::size_t total_max_;
    std::size_t per_host_max_;
    std::size_t running_ = 0;
    std::unordered_map<std::string, Host> hosts_;
    std::deque<std::string> ready_;  // hosts with waiting calls and room, in turn
};

}  // namespace wf::http
