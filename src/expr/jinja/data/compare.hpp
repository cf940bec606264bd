// Python's == and < over everything a template can hold.
#pragma once
#include "expr/jinja/data/type.hpp"

#include <compare>

namespace wf::expr::jinja {

/// @raises UndefinedError.
bool equals(Evaluation& run, const Value& a, const Value& b);
enum class Order : std::uint8_t { less, less_equal, greater, greater_equal };
/// a < b and alike. @raises TypeError "'<' not supported between instances of 'int' and 'str'".
bool ordered(Evaluation& run, const Value& a, Order order, const Value& b);

inline bool is_less(Evaluation& run, const Value& a, const Value& b) {
    return ordered(run, a, Order::less, b);
}

/// Same object, as far as Python would show it: `is sameas`.
bool is_same(const Value& a, const Value& b);

}  // namespace wf::expr::jinja
