// What one evaluation may spend: steps, bytes, nesting, time. Exceeding a bound raises a limit
// EvalError. The only place of the core that reads a clock (a monotonic one, in budget.cpp, every
// few thousand steps): an evaluation that would not end must not hold its shard. The result of an
// evaluation never depends on it.
#pragma once
#include "expr/expression.hpp"

#include <cstddef>
#include <cstdint>

namespace wf::expr {

class Budget {
public:
    explicit Budget(const Limits& limits);

    /// One node evaluated or one item walked.
    void step() {
        if (--fuel_ < 0) [[unlikely]]
            refill();
    }

    /// Work of `count` steps done at once (a native loop over `count` items or bytes / 64).
    void steps(std::int64_t count) {
        fuel_ -= count;
        if (fuel_ < 0) [[unlikely]]
            refill();
    }

    /// `bytes` are about to be built. Call before allocating what an expression sizes.
    void charge(std::size_t bytes) {
        if (bytes > memory_left_) [[unlikely]]
            out_of_memory();
        memory_left_ -= bytes;
    }

    /// Takes `units` of nesting. A call is one level; what takes less or more native stack than
    /// a call takes fewer or more units, so that depth_max bounds the stack whatever nests.
    void enter(std::uint32_t units) {
        depth_ += units;
        if (depth_ > depth_max_) [[unlikely]]
            too_deep(units);
    }

    void leave(std::uint32_t units) { depth_ -= units; }

    static constexpr std::uint32_t units_per_level = 16;

    Millis time_max() const { return time_max_; }

private:
    void refill();
    [[noreturn]] void out_of_memory();
    [[noreturn]] void too_deep(std::uint32_t units);

    std::int64_t fuel_;        // steps until the next look at the clock
    std::int64_t steps_left_;  // beyond fuel_
    std::size_t memory_left_;
    std::uint32_t depth_ = 0;  // in units, as depth_max_
    std::uint32_t depth_max_;
    Millis time_max_;
    std::int64_t deadline_ns_ = 0;  // 0: the clock was not read yet
};

/// Holds a level of nesting while it lives: around every call that may recurse.
class Nesting {
public:
    explicit Nesting(Budget& budget, std::uint32_t units = Budget::units_per_level)
        : budget_(budget), units_(units) {
        budget_.enter(units_);
    }

    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

    ~Nesting() { budget_.leave(units_); }

private:
    Budget& budget_;
    std::uint32_t units_;
};

}  // namespace wf::expr
