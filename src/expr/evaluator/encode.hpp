// Values of expressions as plain JSON, and back: dates, spans, sets, maps with keys of any kind and
// floats that JSON lacks are objects with one member whose name begins with "$".
#pragma once
#include "base/error.hpp"
#include "value/value.hpp"

#include <cstdint>

namespace wf::expr {

class Context;

enum class Tuples : std::uint8_t {
    as_lists,
    marked,  // {"$tuple": [...]}
};

/// Plain JSON for any result of an evaluation. What has no data ("function", "regex") becomes
/// `{"$type": ...}`. The value is at most a few hundred levels deep: evaluations bound that.
/// @raises OverflowError for an integer that no reader would take.
Value encode(const Value& value, Tuples tuples = Tuples::as_lists);

/// The value that an encoding stands for. One-pass iterators live as long as `context`.
/// @errors invalid_argument, kind BadRequest.
Result<Value> decode(const Value& encoded, Context& context);

}  // namespace wf::expr
