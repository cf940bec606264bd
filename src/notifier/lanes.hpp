// Which messages may be sent now. Those about one tree to one publisher form a lane: the next one
// waits until the one before is delivered or given up. Lanes do not wait for each other. Only so
// many messages for one host are kept here, so that a dead one does not fill the memory; the others
// are left in the outbox, and asked for again when there is room.
#pragma once
#include "base/time.hpp"
#include "model/notification.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace wf {

struct RetryRules {
    Millis first_pause{1000};  ///< doubled with each failure
    Millis longest_pause{300'000};
    Millis give_up_after{86'400'000};  ///< age of a message that is not tried again
    std::size_t host_messages_max = 5000;
};

class Lanes {
public:
    explicit Lanes(RetryRules rules) : rules_(rules) {}

    /// Messages come in the order of their numbers, after a take_reread() from there on again. One
    /// that is here already, or for whose host there is no room, is not taken.
    void add(NotificationRow message);
    /// The number from which add() wants to be called again, if there is one.
    std::optional<std::int64_t> take_reread();
    /// Messages to be sent at `now`; each must be told of by delivered() or failed(). Pointers stay
    /// valid until then.
    std::vector<const NotificationRow*> take_ready(Instant now, std::size_t most);
    void delivered(std::int64_t number);
    enum class Failure : std::uint8_t { again, given_up };
    Failure failed(std::int64_t number, Instant now);

    /// When take_ready() has something; nothing if all are on their way.
    std::optional<Instant> next_ready() const;
    /// Numbers that need not be kept any more, since the last call.
    std::vector<std::int64_t> take_done();
    /// They are gone from the outbox, and will not be added again.
    void forget(const std::vector<std::int64_t>& numbers);

    /// Messages that are neither delivered nor given up.
    std::size_t size() const { return size_; }

private:
    /// All messages to one host.
    struct Host {
        std::size_t messages = 0;
        std::optional<std::int64_t>
            left_from;  ///< from this number on, they are in the outbox only
    };

    struct Lane {
        Host* host = nullptr;
        std::deque<NotificationRow> messages;  ///< the first one is sent next, or on its way
        unsigned failures = 0;                 ///< of the first one
    };

    void finish(std::int64_t number);
    Millis pause_after(unsigned failures) const;

    const RetryRules rules_;
    std::unordered_map<std::string, Host> hosts_;
    std::unordered_map<std::string, Lane> lanes_;
    std::unordered_set<std::int64_t> known_;           ///< here, or not forgotten yet
    std::set<std::pair<Instant, std::string>> ready_;  ///< lanes with nothing on its way
    std::unordered_map<std::int64_t, std::string> on_the_way_;
    std::vector<std::int64_t> done_;
    std::size_t size_ = 0;
};

}  // namespace wf
