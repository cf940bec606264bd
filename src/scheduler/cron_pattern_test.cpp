// Cases from tests/cron, where the reference implementation has said what is right; and what it
// does not know.
#include "scheduler/cron_pattern.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <vector>

using namespace wf;

namespace {

std::vector<std::string> split(const std::string& line, const std::string& separator) {
    std::vector<std::string> parts;
    std::size_t at = 0;
    while (true) {
        const std::size_t end = line.find(separator, at);
        parts.push_back(line.substr(at, end - at));
        if (end == std::string::npos) return parts;
        at = end + separator.size();
    }
}

void check_firings(const CronPattern& pattern, Instant from, const std::string& expected) {
    if (expected == "never") {
        CHECK_FALSE(pattern.next_after(from));
        return;
    }
    for (const std::string& time : split(expected, ", ")) {
        const auto next = pattern.next_after(from);
        REQUIRE(next);
        CHECK(to_text(*next) == time);
        from = *next;
    }
}

void check_line(const std::string& line) {
    const std::vector<std::string> parts = split(line, " | ");
    const auto pattern = CronPattern::parse(parts[0]);
    if (parts.size() == 2) {
        CHECK_FALSE(pattern);
        return;
    }
    REQUIRE(parts.size() == 3);
    const std::string why = pattern ? std::string{} : pattern.error().message;
    INFO(why);
    REQUIRE(pattern);
    check_firings(*pattern, *parse_instant(parts[1]), parts[2]);
}

CronPattern pattern(std::string_view text) {
    return *CronPattern::parse(text);
}

}  // namespace

TEST_CASE("cron patterns fire when the reference says") {
    const auto path = std::filesystem::path{__FILE__}.parent_path() / "../../tests/cron";
    std::ifstream file{path / "firings.test"};
    std::size_t cases = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) continue;
        INFO(line);
        check_line(line);
        ++cases;
    }
    CHECK(cases > 600);
}

TEST_CASE("a question mark stands for any day") {
    const Instant from = *parse_instant("2026-01-15 10:07:33");
    CHECK(to_text(*pattern("0 0 ? * 1").next_after(from)) == "2026-01-19 00:00:00");
    CHECK(to_text(*pattern("0 0 1 * ?").next_after(from)) == "2026-02-01 00:00:00");
    CHECK(to_text(*pattern("0 0 ? * ?").next_after(from)) == "2026-01-16 00:00:00");
}

TEST_CASE("weekday 7 is Sunday with seconds as well") {
    const Instant from = *parse_instant("2026-01-15 10:07:33");
    CHECK(to_text(*pattern("0 0 * * 7 5").next_after(from)) == "2026-01-18 00:00:05");
}

TEST_CASE("a firing is strictly later, and on a whole second") {
    const CronPattern every = pattern("* * * * * *");
    CHECK(every.next_after(Instant{5000}) == Instant{6000});
    CHECK(every.next_after(Instant{5001}) == Instant{6000});
    CHECK(every.next_after(Instant{5999}) == Instant{6000});
    CHECK(every.next_after(Instant{-1}) == Instant{0});
}

TEST_CASE("refusals name the field") {
    const auto refused = CronPattern::parse("0 25 * * *");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message == "hour '25' is out of range");
}
