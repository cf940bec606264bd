// Keys of dicts: what may be one, and looking one up in either form of dict.
#pragma once
#include "expr/jinja/data/type.hpp"

namespace wf::expr::jinja {

/// The value as a key: safe texts become texts. @raises TypeError "unhashable type: 'list'".
Value key_of(Evaluation& run, const Value& value);
/// The member of a dict or DictBox, thawed; nullptr if there is none. Valid until the dict changes.
/// @raises TypeError for an unhashable key.
const Value* find_member(Evaluation& run, const Value& dict, const Value& key);
const Value* find_member(Evaluation& run, const Value& dict, std::string_view key);

}  // namespace wf::expr::jinja
