// Spans of time as cases write them: 5, "5s", "500ms", "2m", "1h", "1d".
#pragma once
#include "base/time.hpp"
#include "value/value.hpp"

#include <tl/expected.hpp>

#include <string>

namespace wf::cases {

/// A number is seconds. The error says how to write one.
tl::expected<Millis, std::string> read_span(const Value& value);

}  // namespace wf::cases
