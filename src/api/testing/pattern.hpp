// Comparing an answer with the pattern that a test file expects.
#pragma once
#include "value/value.hpp"

#include <map>
#include <string>
#include <string_view>

namespace wf::api::testing {

using Variables = std::map<std::string, std::string>;

/// Replaces `<=name>` by what was captured.
std::string substituted(std::string_view text, const Variables& variables);
/// `<any>` stands for any run of characters, also none.
bool fits_text(std::string_view pattern, std::string_view text);
/// Empty if `actual` fits, else the path and what is wrong. Captures into `variables`.
std::string misfit(const Value& pattern, const Value& actual, Variables& variables);
/// The whole body: JSON if the pattern is JSON, else text.
std::string misfit_of_body(std::string_view pattern, std::string_view body, Variables& variables);

}  // namespace wf::api::testing
