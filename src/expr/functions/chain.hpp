// Several collections one after the other, lazily.
#pragma once
#include "expr/runtime/context.hpp"
#include "value/value.hpp"

#include <vector>

namespace wf::expr {

Value chain(Context& context, std::vector<Value> collections);

inline Value chain(Context& context, const Value& a, const Value& b) {
    return chain(context, std::vector<Value>{a, b});
}

}  // namespace wf::expr
