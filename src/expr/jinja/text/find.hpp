// Searching and splitting texts, as str methods do. What they build is charged to the budget.
#pragma once
#include "expr/runtime/budget.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wf::expr::jinja {

/// The first `count` occurrences replaced, all if negative. An empty `old` stands between all
/// characters.
std::string replaced(
    Budget& budget,
    std::string_view text,
    std::string_view old,
    std::string_view with,
    std::int64_t count
);
/// Lines without their ends; `keep_ends`: with them. Ends are Python's: \n, \r\n, \r, \v, \f,
/// U+2028 ...
enum class LineEnds : std::uint8_t { drop, keep };
std::vector<std::string_view> split_lines(Budget& budget, std::string_view text, LineEnds ends);
/// Words between runs of blanks, at most `count` splits (negative: all).
std::vector<std::string_view> split_words(
    Budget& budget, std::string_view text, std::int64_t count
);
std::vector<std::string_view> split_words_from_right(
    Budget& budget, std::string_view text, std::int64_t count
);
/// Parts between separators (not empty).
std::vector<std::string_view> split_at(
    Budget& budget, std::string_view text, std::string_view separator, std::int64_t count
);
std::vector<std::string_view> split_at_from_right(
    Budget& budget, std::string_view text, std::string_view separator, std::int64_t count
);

}  // namespace wf::expr::jinja
