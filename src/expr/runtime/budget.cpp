// The bounds of one evaluation, and the core's only look at a clock.
#include "expr/runtime/budget.hpp"

#include "expr/runtime/error.hpp"

#include <algorithm>
#include <ctime>

namespace wf::expr {
namespace {

// Between two looks at the clock: about 0.1 ms of work, so the look costs nothing.
constexpr std::int64_t fuel_portion = 4096;

std::int64_t monotonic_ns() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

}  // namespace

Budget::Budget(const Limits& limits)
    : fuel_(std::min(fuel_portion, limits.steps_max)), steps_left_(limits.steps_max - fuel_),
      memory_left_(limits.memory_max), depth_max_(limits.depth_max * units_per_level),
      time_max_(limits.time_max) {
}

void Budget::refill() {
    // Work announced in bulk may have taken more than the portion.
    const std::int64_t wanted = std::min(fuel_portion, steps_left_ + fuel_);
    if (wanted <= 0) raise_limit("Timeout", "Expression takes too many steps");
    steps_left_ += fuel_ - wanted;
    fuel_ = wanted;
    const std::int64_t now = monotonic_ns();
    // Short evaluations never get here; the first portion is not measured.
    if (deadline_ns_ == 0) deadline_ns_ = now + std::int64_t{time_max_.count()} * 1'000'000;
    if (now > deadline_ns_) raise_limit("Timeout", "Expression takes too much time");
}

void Budget::out_of_memory() {
    raise_limit("MemoryQuotaExceeded", "Expression consumed too much memory");
}

void Budget::too_deep(std::uint32_t units) {
    depth_ -= units;  // the Nesting that asked is not constructed, so it will not give back
    raise_limit("RecursionError", "maximum recursion depth exceeded");
}

}  // namespace wf::expr
