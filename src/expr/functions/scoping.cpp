// Functions that make variables and functions, for the left of `->`; and calls by name.
#include "expr/functions/families.hpp"
#include "expr/functions/resolve.hpp"
#include "expr/runtime/iterator.hpp"
#include "expr/yaql/frame.hpp"

namespace wf::expr::functions {
namespace {

using yaql::ContextObject;
using yaql::Frame;
using yaql::FramePtr;

FramePtr child_frame(const Call& call) {
    call.budget().charge(sizeof(Frame));
    return FramePtr(new Frame(FramePtr(call.frame())));
}

Value let(Call& call) {
    FramePtr frame = child_frame(call);
    frame->set_positional(call.rest());
    frame->set_named(call.named());
    return Value::opaque<ContextObject>(std::move(frame));
}

Value def(Call& call) {
    FramePtr frame = child_frame(call);
    frame->add_function({call[0].to_string(), call[1]});
    return Value::opaque<ContextObject>(std::move(frame));
}

Value unpack(Call& call) {
    FramePtr frame = child_frame(call);
    const std::vector<Value> items = collect(call.context(), call[0]);
    const std::span<const Value> names = call.rest();
    if (names.empty()) {
        frame->set_positional(items);
    } else {
        if (names.size() != items.size())
            raise_value(
                "Cannot unpack " + std::to_string(items.size()) + " elements into " +
                std::to_string(names.size())
            );
        for (std::size_t i = 0; i < names.size(); ++i)
            frame->set_named(names[i].to_string(), items[i]);
    }
    return Value::opaque<ContextObject>(std::move(frame));
}

Value call_function(Call& call) {
    std::vector<NamedValue> named;
    for (const Member& member : call[2].members()) {
        if (!member.key.is_string()) raise_unresolved(Resolution::Outcome::bad_mapping, {});
        named.push_back({member.key.to_string(), member.value});
    }
    const Value& receiver = call[3];
    const Value& name = call[0];
    const Callee callee{name.as_string(), call.given(3) ? &receiver : nullptr};
    const Nesting nesting(call.budget());
    if (callee.receiver == nullptr && call.frame() != nullptr) {
        if (const auto found = call.frame()->find_function(callee.name);
            found.function != nullptr) {
            Value body = found.function->body;
            const Object* lambda = object_if(body, ObjectKind::callable);
            if (lambda == nullptr) return body;
            return static_cast<const yaql::Lambda*>(lambda)->call_in(
                call.context(), *found.holder, call[1].items(), named
            );
        }
    }
    return call_by_name(call.context(), callee, call[1].items(), named, call.frame());
}

constexpr FunctionRow rows[] = {
    {"let",
     Forms::function,
     "*args: any, **kwargs: any",
     "Variables `$1`, `$2`, ... and `$name` for the expression behind `->`.",
     let,
     {{"let(a => 1) -> $a + 1", "2"}, {"let(5, 6) -> $1 * $2", "30"}}},
    {"with",
     Forms::function,
     "*args: any",
     "Variables `$1`, `$2`, ... for the expression behind `->`.",
     let,
     {{"with(5, 6) -> $ + $2", "11"}}},
    {"def",
     Forms::function,
     "name: string, func: expr",
     "A function for the expression behind `->`; it sees its arguments as `$`, `$2`, ... and "
     "`$name`.",
     def,
     {{"def(twice, $ * 2) -> twice(4)", "8"},
      {"def(f, switch($ < 2 => 1, true => $ * f($ - 1))) -> f(5)", "120"}}},
    {"unpack",
     Forms::method,
     "sequence: collection, *args: string",
     "The items as variables: by the given names, or `$1`, `$2`, ...",
     unpack,
     {{"[1, 2].unpack(a, b) -> $a + $b", "3"}, {"[1, 2].unpack() -> $2", "2"}}},
    {"call",
     Forms::function,
     "name: string, args: list, kwargs: map, receiver: any = none",
     "Calls the function of this name, or the method if a receiver is given.",
     call_function,
     {{"call(max, [1, 2], {})", "2"}, {"call(toUpper, [], {}, abc)", "\"ABC\""}}},
};

}  // namespace

std::span<const FunctionRow> scoping() {
    return rows;
}

}  // namespace wf::expr::functions
