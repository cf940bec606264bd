#include "notifier/lanes.hpp"

#include "value/json.hpp"

#include <algorithm>

namespace wf {
namespace {

/// "webhook http://host:port": what is up or down as a whole.
std::string host_of(const Value& publisher) {
    const Value& type = publisher["type"];
    const Value& url = publisher["url"];
    std::string host = type.is_string() ? type.to_string() : std::string{};
    if (!url.is_string()) return host;
    const std::string_view text = url.as_string();
    const std::size_t scheme = text.find("://");
    const std::size_t start = scheme == std::string_view::npos ? 0 : scheme + 3;
    return host + " " + std::string{text.substr(0, text.find_first_of("/?#", start))};
}

}  // namespace

void Lanes::add(NotificationRow message) {
    Host& host = hosts_[host_of(message.publisher)];
    // Once one is left out, all later ones are, or they would overtake it.
    if (host.left_from && message.number > *host.left_from) return;
    if (known_.contains(message.number)) return;
    if (host.messages >= rules_.host_messages_max) {
        host.left_from = message.number;
        return;
    }
    known_.insert(message.number);
    ++host.messages;
    const std::string key = to_text(message.root) + to_json(message.publisher);
    Lane& lane = lanes_[key];
    lane.host = &host;
    if (lane.messages.empty()) ready_.emplace(message.created_at, key);
    lane.messages.push_back(std::move(message));
    ++size_;
}

std::vector<const NotificationRow*> Lanes::take_ready(Instant now, std::size_t most) {
    std::vector<const NotificationRow*> taken;
    while (!ready_.empty() && taken.size() < most && ready_.begin()->first <= now) {
        const std::string key = ready_.begin()->second;
        ready_.erase(ready_.begin());
        const NotificationRow& message = lanes_.at(key).messages.front();
        on_the_way_.emplace(message.number, key);
        taken.push_back(&message);
    }
    return taken;
}

/// The lane goes on with its next message.
void Lanes::finish(std::int64_t number) {
    const auto sent = on_the_way_.extract(number);
    const auto found = lanes_.find(sent.mapped());
    Lane& lane = found->second;
    lane.messages.pop_front();
    lane.failures = 0;
    --lane.host->messages;
    --size_;
    done_.push_back(number);
    if (lane.messages.empty()) {
        lanes_.erase(found);
    } else {
        ready_.emplace(lane.messages.front().created_at, sent.mapped());
    }
}

std::optional<std::int64_t> Lanes::take_reread() {
    std::optional<std::int64_t> from;
    for (auto& [name, host] : hosts_) {
        if (!host.left_from || host.messages > rules_.host_messages_max / 2) continue;
        from = std::min(from.value_or(*host.left_from), *host.left_from);
        host.left_from.reset();
    }
    return from;
}

void Lanes::forget(const std::vector<std::int64_t>& numbers) {
    for (const std::int64_t number : numbers) known_.erase(number);
}

void Lanes::delivered(std::int64_t number) {
    finish(number);
}

Millis Lanes::pause_after(unsigned failures) const {
    const std::int64_t factor = 1LL << std::min(failures - 1, 20U);
    return Millis{std::min(rules_.first_pause.count() * factor, rules_.longest_pause.count())};
}

Lanes::Failure Lanes::failed(std::int64_t number, Instant now) {
    const std::string key = on_the_way_.at(number);
    Lane& lane = lanes_.at(key);
    if (lane.messages.front().created_at + rules_.give_up_after <= now) {
        finish(number);
        return Failure::given_up;
    }
    on_the_way_.erase(number);
    ready_.emplace(now + pause_after(++lane.failures), key);
    return Failure::again;
}

std::optional<Instant> Lanes::next_ready() const {
    if (ready_.empty()) return std::nullopt;
    return ready_.begin()->first;
}

std::vector<std::int64_t> Lanes::take_done() {
    std::vector<std::int64_t> done;
    done.swap(done_);
    return done;
}

}  // namespace wf
