#include "notifier/lanes.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace wf;

namespace {

NotificationRow message(std::int64_t number, std::uint32_t tree, std::string_view url = "u") {
    NotificationRow row;
    row.number = number;
    row.root = make_root_id(Instant{1}, 0, tree);
    row.publisher = Value::dict({{"type", "webhook"}, {"url", url}});
    row.payload = Value::dict({{"number", number}});
    row.created_at = Instant{1000};
    return row;
}

using Numbers = std::vector<std::int64_t>;

Numbers ready(Lanes& lanes, std::int64_t now, std::size_t most = 100) {
    Numbers numbers;
    for (const NotificationRow* row : lanes.take_ready(Instant{now}, most))
        numbers.push_back(row->number);
    std::ranges::sort(numbers);
    return numbers;
}

}  // namespace

TEST_CASE("messages about one tree to one publisher go one after another") {
    Lanes lanes{RetryRules{}};
    lanes.add(message(1, 7));
    lanes.add(message(2, 7));
    lanes.add(message(3, 8));           // another tree
    lanes.add(message(4, 7, "other"));  // another publisher
    CHECK(ready(lanes, 1000) == Numbers{1, 3, 4});
    CHECK(ready(lanes, 1000).empty());
    CHECK_FALSE(lanes.next_ready());
    lanes.delivered(1);
    CHECK(ready(lanes, 1000) == Numbers{2});
    lanes.delivered(2);
    lanes.delivered(4);
    CHECK(lanes.take_done() == Numbers{1, 2, 4});
    CHECK(lanes.take_done().empty());
    CHECK(lanes.size() == 1);
    lanes.add(message(5, 7));
    CHECK(ready(lanes, 1000) == Numbers{5});
}

TEST_CASE("a failure is repeated with growing pauses, and holds back its lane only") {
    Lanes lanes{RetryRules{.first_pause = Millis{1000}, .longest_pause = Millis{3000}}};
    lanes.add(message(1, 7));
    lanes.add(message(2, 7));
    std::int64_t now = 10'000;
    for (const std::int64_t pause : {1000, 2000, 3000, 3000}) {
        CHECK(ready(lanes, now) == Numbers{1});
        CHECK(lanes.failed(1, Instant{now}) == Lanes::Failure::again);
        CHECK(lanes.next_ready() == Instant{now + pause});
        CHECK(ready(lanes, now + pause - 1).empty());
        now += pause;
    }
    lanes.add(message(3, 8));
    CHECK(ready(lanes, now) == Numbers{1, 3});
    lanes.delivered(1);
    CHECK(ready(lanes, now) == Numbers{2});
    CHECK(lanes.failed(2, Instant{now}) == Lanes::Failure::again);
    CHECK(lanes.next_ready() == Instant{now + 1000});  // counted anew
}

TEST_CASE("a message that is too old is given up, the next one has its turn") {
    Lanes lanes{RetryRules{.give_up_after = Millis{60'000}}};
    lanes.add(message(1, 7));
    lanes.add(message(2, 7));
    CHECK(ready(lanes, 60'999) == Numbers{1});
    CHECK(lanes.failed(1, Instant{60'999}) == Lanes::Failure::again);
    CHECK(ready(lanes, 61'999) == Numbers{1});
    CHECK(lanes.failed(1, Instant{61'999}) == Lanes::Failure::given_up);
    CHECK(lanes.take_done() == Numbers{1});
    CHECK(ready(lanes, 61'999) == Numbers{2});
}

TEST_CASE("no more is sent at a time than asked for") {
    Lanes lanes{RetryRules{}};
    for (std::uint32_t i = 1; i <= 5; ++i) lanes.add(message(i, i));
    CHECK(ready(lanes, 1000, 2).size() == 2);
    CHECK(ready(lanes, 1000, 9).size() == 3);
}

TEST_CASE("a host that does not answer leaves room for others, and keeps its order") {
    Lanes lanes{RetryRules{.host_messages_max = 4}};
    const auto read_again = [&](std::int64_t from, std::int64_t to) {
        for (std::int64_t i = from; i <= to; ++i) {
            const bool other = i == 7;
            lanes.add(message(i, 7, other ? "http://up/x" : "http://down/x"));
        }
    };
    read_again(1, 9);
    CHECK(lanes.size() == 5);  // 1 to 4, and 7
    CHECK(ready(lanes, 1000) == Numbers{1, 7});
    lanes.delivered(7);
    CHECK_FALSE(lanes.take_reread());
    lanes.delivered(1);
    CHECK_FALSE(lanes.take_reread());
    CHECK(ready(lanes, 1000) == Numbers{2});
    lanes.delivered(2);
    CHECK(lanes.take_reread() == 5);
    CHECK_FALSE(lanes.take_reread());
    read_again(5, 9);  // 7 was delivered, but is not removed yet
    CHECK(lanes.size() == 4);
    lanes.forget(lanes.take_done());
    for (const std::int64_t number : {3, 4, 5, 6}) {
        CHECK(ready(lanes, 1000) == Numbers{number});
        lanes.delivered(number);
    }
    CHECK(lanes.take_reread() == 8);
    read_again(8, 9);
    CHECK(ready(lanes, 1000) == Numbers{8});
    lanes.delivered(8);
    CHECK(ready(lanes, 1000) == Numbers{9});
}
