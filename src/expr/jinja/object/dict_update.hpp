// Filling dicts as dict() and dict.update() do.
#pragma once
#include "expr/jinja/data/type.hpp"

namespace wf::expr::jinja {

/// Adds the members of a dict, or pairs. @raises TypeError, ValueError in Python's words.
void update_dict(Evaluation& run, DictBox& dict, const Value& source);
/// The box itself where dicts are mutable, otherwise a plain dict of the same members.
Value dict_from(Evaluation& run, const Value& box);

}  // namespace wf::expr::jinja
