#include "scheduler/lease_table.hpp"

#include <algorithm>

namespace wf {

void LeaseTable::renew(const Id& action, Instant until) {
    const auto found = leases_.find(action);
    if (found == leases_.end() || found->second == never) return;
    found->second = std::max(found->second, until);
}

std::optional<Instant> LeaseTable::release(const Id& action) {
    const auto lease = leases_.extract(action);
    if (lease.empty()) return std::nullopt;
    return lease.mapped();
}

std::vector<Id> LeaseTable::take_expired(Instant now, std::size_t most, Instant again) {
    std::vector<Id> expired;
    for (auto& [action, until] : leases_) {
        if (expired.size() == most) break;
        if (until >= now) continue;
        until = again;
        expired.push_back(action);
    }
    std::ranges::sort(expired);  // so that what follows does not depend on hashes
    return expired;
}

}  // namespace wf
