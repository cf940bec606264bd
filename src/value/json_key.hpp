// How keys that are no texts show in JSON.
#pragma once
#include "value/value.hpp"

#include <string>

namespace wf {

/// The key as json.dumps writes it: 1 -> "1", true -> "true", null -> "null", 1.5 -> "1.5"; what
/// json.dumps refuses (tuples, dates) by its str().
std::string json_key_text(const Value& key);

}  // namespace wf
