// Python's re syntax to PCRE2's.
#pragma once
#include <string>
#include <string_view>

namespace wf::expr {

/// @raises RegexError for what Python refuses or PCRE2 would understand differently.
std::string translate_regex(std::string_view pattern);

}  // namespace wf::expr
