#include "expr/jinja/ast/target.hpp"

#include "expr/jinja/bind/binder.hpp"
#include "expr/jinja/data/walk.hpp"
#include "expr/jinja/object/space.hpp"

namespace wf::expr::jinja {

void NameTarget::bind(Binder& binder) {
    slot_ = binder.target(name_).slot;
}

void NamespaceTarget::assign(Frame& frame, Value value) const {
    Evaluation& run = *frame.run;
    const Value holder = space_.eval(frame);
    Space* space = as<Space>(holder);
    if (space == nullptr) {
        need_defined(holder);
        raise("TemplateRuntimeError", "cannot assign attribute on non-namespace object");
    }
    check_nesting(value);
    run.budget().step();
    space->set(name_, std::move(value));
}

void TupleTarget::bind(Binder& binder) {
    for (const TargetPtr& part : parts_) part->bind(binder);
}

void TupleTarget::collect(Names& names) const {
    for (const TargetPtr& part : parts_) part->collect(names);
}

TargetPtr TupleTarget::clone() const {
    std::vector<TargetPtr> parts;
    for (const TargetPtr& part : parts_) parts.push_back(part->clone());
    return std::make_unique<TupleTarget>(std::move(parts));
}

void TupleTarget::assign(Frame& frame, Value value) const {
    const std::size_t wanted = parts_.size();
    if (!is_iterable(value))
        raise_type("cannot unpack non-iterable " + std::string{python_type(value)} + " object");
    std::vector<Value> items;
    items.reserve(wanted);
    Walk walk{*frame.run, std::move(value)};
    Value item;
    while (walk.next(item)) {
        if (items.size() == wanted)
            raise_value("too many values to unpack (expected " + std::to_string(wanted) + ")");
        items.push_back(std::move(item));
    }
    if (items.size() < wanted)
        raise_value(
            "not enough values to unpack (expected " + std::to_string(wanted) + ", got " +
            std::to_string(items.size()) + ")"
        );
    for (std::size_t at = 0; at < wanted; ++at) parts_[at]->assign(frame, std::move(items[at]));
}

}  // namespace wf::expr::jinja
