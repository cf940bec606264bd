// Something that can be called with values: a YAQL lambda, a Jinja2 macro or bound function.
#pragma once
#include "expr/runtime/context.hpp"
#include "expr/runtime/object.hpp"

#include <span>
#include <string>

namespace wf::expr {

struct NamedValue {
    std::string name;
    Value value;
};

class Callable : public Object {
public:
    Callable() : Object(ObjectKind::callable) {}

    virtual Value call(
        Context& context, std::span<const Value> args, std::span<const NamedValue> named
    ) = 0;

    /// Positional only: what lazy functions use per item.
    virtual Value call(Context& context, std::span<const Value> args) {
        return call(context, args, {});
    }

    std::string_view type_name() const override { return "function"; }
};

}  // namespace wf::expr
