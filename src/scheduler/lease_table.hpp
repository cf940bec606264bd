// Actions that executors were given, and until when each counts as alive without a further sign of
// life. In memory only: who loads a tree after a crash grants new leases (docs/adr/0017).
#pragma once
#include "base/id.hpp"
#include "base/time.hpp"

#include <limits>
#include <optional>
#include <unordered_map>
#include <vector>

namespace wf {

class LeaseTable {
public:
    /// No sign of life is expected.
    static constexpr Instant never{std::numeric_limits<std::int64_t>::max()};

    /// False, and nothing changes, if the action is out already.
    bool grant(const Id& action, Instant until) { return leases_.emplace(action, until).second; }

    /// For actions that are out and have a term; others are ignored.
    void renew(const Id& action, Instant until);

    /// Until when it would have lasted; nothing if the action is not out.
    std::optional<Instant> release(const Id& action);

    bool is_out(const Id& action) const { return leases_.contains(action); }

    /// Up to `most` actions whose lease has run out at `now`. They stay out until they are
    /// released; what is not released by `again` is taken once more, since the first word of it may
    /// have been lost.
    std::vector<Id> take_expired(Instant now, std::size_t most, Instant again);

    std::size_t size() const { return leases_.size(); }

private:
    std::unordered_map<Id, Instant> leases_;
};

}  // namespace wf
