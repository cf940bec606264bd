// Two texts line by line.
#pragma once
#include <string>
#include <string_view>

namespace wf::cases {

/// Every line with "  ", those only in `before` with "- ", only in `after` with "+ ". Long
/// stretches that are equal are cut to the lines next to a difference.
std::string line_diff(std::string_view before, std::string_view after);

}  // namespace wf::cases
