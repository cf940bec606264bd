// Python's own mutable dicts, which YAQL tells from the frozen ones of the data: they cannot be
// keys or members of sets. The mark is part of the handle, so it costs no copy; storing drops it.
#pragma once
#include "value/fwd.hpp"

namespace wf {

/// The same dict, marked.
Value as_fresh_dict(Value dict);
/// A marked dict, or a list of ListFlavor::fresh.
bool is_fresh(const Value& value);

}  // namespace wf
