// Wrapping and padding of texts.
#pragma once
#include "expr/jinja/run/evaluation.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wf::expr::jinja {

struct WrapOptions {
    std::int64_t width = 79;
    bool break_long_words = true;
    bool break_on_hyphens = true;
};

/// One line of text cut into lines of at most `width` characters. @raises ValueError for width <=
/// 0.
/// @source Python's textwrap.wrap with white space kept and tabs not expanded.
std::vector<std::string> wrapped_lines(
    Evaluation& run, std::string_view line, const WrapOptions& options
);

/// str.center, with Python's choice of the side that gets the odd one.
std::string centered(
    Evaluation& run, std::string_view text, std::int64_t width, std::string_view fill
);
enum class Align : std::uint8_t { left, right };
/// str.ljust, str.rjust.
std::string justified(
    Evaluation& run, std::string_view text, std::int64_t width, std::string_view fill, Align align
);

}  // namespace wf::expr::jinja
