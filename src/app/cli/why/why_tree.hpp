// The answer to "why" as an indented tree.
#pragma once
#include "base/time.hpp"
#include "value/value.hpp"

#include <string>

namespace wf::cli {

/// The summary, then every cause below what it belongs to; times to come say how far they are from
/// `now`.
std::string why_text(const Value& explanation, Instant now);

}  // namespace wf::cli
