// WF_ASSERT: a programmer's mistake. On in every build: prints where and why, then aborts.
#pragma once

namespace wf {
[[noreturn]] void assertion_failed(
    const char* condition, const char* why, const char* file, int line
);
}

#define WF_ASSERT(condition, why)           \
    (static_cast<bool>(condition) ? void(0) \
                                  : ::wf::assertion_failed(#condition, why, __FILE__, __LINE__))
