// HTML texts and percent encoding. Links are in text/links.hpp.
#pragma once
#include "expr/runtime/budget.hpp"

#include <string>
#include <string_view>

namespace wf::expr::jinja {

/// Without tags and comments, blanks squeezed, entities read.
std::string without_tags(Budget& budget, std::string_view html);
/// UTF-8 bytes percent-encoded; letters, digits, `_.-~` and the bytes of `safe` stay.
std::string percent_encoded(std::string_view text, std::string_view safe);

}  // namespace wf::expr::jinja
