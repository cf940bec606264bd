#include "executor/http/queues.hpp"

#include <algorithm>

namespace wf::http {

namespace {

// Each call to a name that is not in the cache asks the name server on a thread of its own, so only
// a few go ahead; the others follow when the first has its answer.
constexpr std::size_t unresolved_max = 4;

// Idle hosts that are remembered, for knowing that their names are resolved.
constexpr std::size_t hosts_max = 10'000;

}  // namespace

void HostQueues::push(const std::string& host, std::uint64_t call, bool is_resolved) {
    if (hosts_.size() > hosts_max) forget_idle_hosts();
    Host& queue = hosts_[host];
    queue.is_resolved = queue.is_resolved || is_resolved;
    queue.waiting.push_back(call);
    list_if_ready(host, queue);
}

std::optional<std::uint64_t> HostQueues::pop() {
    while (running_ < total_max_ && !ready_.empty()) {
        const std::string name = std::move(ready_.front());
        ready_.pop_front();
        const auto found = hosts_.find(name);
        if (found == hosts_.end()) continue;
        Host& host = found->second;
        host.is_listed = false;
        if (host.waiting.empty() || host.running >= limit_of(host)) continue;
        const std::uint64_t call = host.waiting.front();
        host.waiting.pop_front();
        ++host.running;
        ++running_;
        list_if_ready(name, host);
        return call;
    }
    return std::nullopt;
}

void HostQueues::finished(const std::string& host) {
    const auto found = hosts_.find(host);
    if (found == hosts_.end()) return;
    --found->second.running;
    --running_;
    list_if_ready(host, found->second);
}

void HostQueues::remove(const std::string& host, std::uint64_t call) {
    const auto found = hosts_.find(host);
    if (found == hosts_.end()) return;
    std::erase(found->second.waiting, call);
}

void HostQueues::resolved(const std::string& host) {
    const auto found = hosts_.find(host);
    if (found == hosts_.end() || found->second.is_resolved) return;
    found->second.is_resolved = true;
    list_if_ready(host, found->second);
}

void HostQueues::forget_idle_hosts() {
    std::erase_if(hosts_, [](const auto& entry) {
        return entry.second.running == 0 && entry.second.waiting.empty();
    });
}

std::size_t HostQueues::limit_of(const Host& host) const {
    return host.is_resolved ? per_host_max_ : std::min(per_host_max_, unresolved_max);
}

void HostQueues::list_if_ready(const std::string& name, Host& host) {
    if (host.is_listed || host.waiting.empty() || host.running >= limit_of(host)) return;
    host.is_listed = true;
    ready_.push_back(name);
}

}  // namespace wf::http
