// Looking for one text in another in linear time. std::string_view::find needs the product of both
// lengths for texts like 'aaa…ab' in 'aaa…a', and nothing interrupts it.
#pragma once
#include "expr/runtime/budget.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wf::expr {

/// Bytes of text that native code reads or compares in the time of about one step.
inline constexpr std::size_t text_bytes_per_step = 64;

/// Counts native work over `bytes` bytes of text.
inline void step_over_text(Budget& budget, std::size_t bytes) {
    if (bytes >= text_bytes_per_step)
        budget.steps(static_cast<std::int64_t>(bytes / text_bytes_per_step));
}

/// Byte position of the first occurrence at or after `from`; npos if there is none.
std::size_t find_text(std::string_view text, std::string_view wanted, std::size_t from = 0);
/// Byte position of the last occurrence; npos if there is none.
std::size_t find_last_text(std::string_view text, std::string_view wanted);

}  // namespace wf::expr
