// Lazy results without a class each: a step function that fills the next item.
#pragma once
#include "expr/functions/registry.hpp"
#include "expr/runtime/iterator.hpp"

#include <utility>

namespace wf::expr {

template <class Step>
class StepIterator final : public Iterator {
public:
    StepIterator(Context& context, Step step) : Iterator(context), step_(std::move(step)) {}

private:
    bool advance(Value& out) override { return !done_ && (step_(context(), out) || end()); }

    bool end() {
        done_ = true;
        return false;
    }

    Step step_;
    bool done_ = false;
};

/// `step(context, out)` fills the next item or returns false, once.
template <class Step>
Value lazily(Context& context, Step step) {
    return Value::opaque<StepIterator<Step>>(context, std::move(step));
}

/// Truth of a lambda's value for an item.
inline bool holds(Context& context, const Value& predicate, const Value& item) {
    return truth_of(apply(context, predicate, item));
}

}  // namespace wf::expr
