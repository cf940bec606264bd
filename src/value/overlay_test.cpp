// Overlays: the same dict as if it had been copied, at the price of the new keys.
#include "value/testing/print.hpp"
#include "value/value.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <random>
#include <thread>  // tidy: allow(core-words) values are shared between threads

namespace wf {
namespace {

Value numbered(int first, int count, std::string_view text) {
    DictBuilder builder;
    for (int i = first; i < first + count; ++i) builder.set("key" + std::to_string(i), text);
    return std::move(builder).freeze();
}

/// What an overlay must look like, made by copying.
Value copied(const Value& base, const Value& top) {
    DictBuilder builder{base};
    for (const Member& member : top.members()) builder.set(member.key, member.value);
    return std::move(builder).freeze();
}

}  // namespace

TEST_CASE("replaced values keep the base's place, new keys follow") {
    const Value base = numbered(0, 50, "old");
    const Value top = Value::dict({{"key60", "new"}, {"key3", "new"}, {"key55", "new"}});
    const Value both = overlay(base, top);
    CHECK(both.find("key3")->as_string() == "new");
    CHECK(both.find("key4")->as_string() == "old");
    CHECK(both.find("key60")->as_string() == "new");
    CHECK(both.find("nope") == nullptr);
    CHECK(identical(both, copied(base, top)));
    CHECK(both.size() == 52);
    CHECK(both.members().data() == both.members().data());
    CHECK(base["key3"].as_string() == "old");
}

TEST_CASE("nothing on either side costs nothing") {
    const Value dict = numbered(0, 3, "x");
    CHECK(overlay(dict, nullptr).same_as(dict));
    CHECK(overlay(dict, Value::dict({})).same_as(dict));
    CHECK(overlay(nullptr, dict).same_as(dict));
    CHECK(overlay(nullptr, nullptr) == Value::dict({}));
    CHECK(overlay(Value::dict({}), nullptr).empty());
}

TEST_CASE("random stacks of overlays agree with copies") {
    std::mt19937 random{7};
    for (int round = 0; round < 200; ++round) {
        Value layered = numbered(0, static_cast<int>(random() % 100), "base");
        Value model = layered;
        for (int step = 0; step < 60; ++step) {
            const auto begin = static_cast<int>(random() % 120);
            const int count = random() % 4 == 0 ? 1 + static_cast<int>(random() % 30) : 1;
            Value top = numbered(begin, count, "step" + std::to_string(step));
            if (random() % 5 == 0) top = overlay(top, numbered(begin + 500, 20, "upper"));
            layered = overlay(layered, top);
            model = copied(model, top);
            const std::string key = "key" + std::to_string(random() % 150);
            REQUIRE(layered[key] == model[key]);
            if (random() % 8 == 0) REQUIRE(identical(layered, model));
        }
        REQUIRE(identical(layered, model));
        REQUIRE(layered.depth() == model.depth());
    }
}

TEST_CASE("a long history of publishing leaves no layers behind") {
    Value context = numbered(0, 5, "start");
    for (int i = 0; i < 10'000; ++i) {
        context = with_member(
            context,
            "key" + std::to_string(i % 20),
            std::string(1000, static_cast<char>('a' + i % 26))
        );
        // Replaced values may linger in lower layers, but only a few times over.
        REQUIRE(context.memory_bytes() < 8 * 20 * 1100);
    }
    CHECK(context.size() == 20);
    CHECK(context.memory_bytes() < 4 * 20 * 1100 + 4096);
}

TEST_CASE("adding ever new keys copies each a few times, not once per publish") {
    Value context;
    for (int i = 0; i < 20'000; ++i) context = with_member(context, "fresh" + std::to_string(i), i);
    for (int i = 0; i < 20'000; i += 97)
        REQUIRE(context["fresh" + std::to_string(i)].as_int() == i);
    REQUIRE(context.size() == 20'000);
    CHECK(context.members()[12'345].key.as_string() == "fresh12345");
}

TEST_CASE("many threads may be the first to flatten") {
    constexpr int thread_count = 4;
    for (int round = 0; round < 200; ++round) {
        const Value shared = overlay(numbered(0, 60, "base"), numbered(55, 10, "top"));
        std::atomic<int> waiting{thread_count};
        std::atomic<int> correct{0};
        // tidy: allow(core-words) values are shared between threads
        std::vector<std::thread> threads;
        threads.reserve(thread_count);
        for (int t = 0; t < thread_count; ++t) {
            threads.emplace_back([&, copy = shared] {
                waiting.fetch_sub(1);
                while (waiting.load() > 0) std::this_thread::yield();
                const bool before = copy["key57"].as_string() == "top";
                const std::span<const Member> members = copy.members();
                const Value stacked = overlay(copy, Value::dict({{"key0", "mine"}}));
                if (before && members.size() == 65 && members.data() == shared.members().data() &&
                    stacked["key0"].as_string() == "mine" && copy["key0"].as_string() == "base")
                    correct.fetch_add(1);
            });
        }
        // tidy: allow(core-words) as above
        for (std::thread& thread : threads) thread.join();
        REQUIRE(correct.load() == thread_count);
    }
}

}  // namespace wf
