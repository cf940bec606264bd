#include "base/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace wf {

void assertion_failed(const char* condition, const char* why, const char* file, int line) {
    std::fprintf(stderr, "%s:%d: assertion '%s' failed: %s\n", file, line, condition, why);
    std::abort();
}

}  // namespace wf
