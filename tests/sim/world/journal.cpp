#include "world/journal.hpp"

#include <cstdio>

namespace wf::sim {

void Journal::print(const std::string& line) const {
    std::printf(
        "%6lld.%03lld  %s\n",
        static_cast<long long>(now_ms_ / 1000),
        static_cast<long long>(now_ms_ % 1000),
        line.c_str()
    );
}

}  // namespace wf::sim
