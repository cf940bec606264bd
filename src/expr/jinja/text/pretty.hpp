// Python's pprint: repr() over several lines where one does not suffice.
#pragma once
#include "expr/jinja/data/type.hpp"

#include <string>

namespace wf::expr::jinja {

/// At most 80 characters a line where possible, keys of dicts sorted.
std::string pretty(Evaluation& run, const Value& value);

}  // namespace wf::expr::jinja
