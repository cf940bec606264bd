// "Did you mean": the known word nearest to a mistyped one.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace wf::cli {

/// "; did you mean 'x'?", or nothing if no known word is near.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known);

}  // namespace wf::cli
