// Values as JSON text for tests: what JSON does not know is marked ({"$set": [...]}, {"$datetime":
// "..."}).
#pragma once
#include "value/value.hpp"

#include <string>

namespace wf::expr::testing {

/// Members of sets are sorted by their text; everything else keeps its order.
std::string encoded(const Value& value);

}  // namespace wf::expr::testing
