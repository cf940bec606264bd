// Time as the measurements take it.
#pragma once
#include <chrono>

namespace load {

using Clock = std::chrono::steady_clock;

inline double ms_since(Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

}  // namespace load
