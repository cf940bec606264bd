// Python's `%` formatting of texts.
#pragma once
#include "expr/jinja/data/type.hpp"

#include <string>

namespace wf::expr::jinja {

/// `format % values`: a tuple gives several values, a dict is for `%(name)s`, anything else is one
/// value.
/// @raises TypeError, ValueError, KeyError in Python's words.
std::string format_percent(Evaluation& run, const Value& format, const Value& values);

}  // namespace wf::expr::jinja
