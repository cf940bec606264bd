#include "expr/jinja/ast/access.hpp"

#include "expr/jinja/data/keys.hpp"

namespace wf::expr::jinja {

Value AttributeExpr::eval(Frame& frame) const {
    if (const Value* found = peek(frame)) return *found;
    return attribute_of(*frame.run, object_->eval(frame), name_);
}

const Value* AttributeExpr::peek(Frame& frame) const {
    const Value* object = object_->peek(frame);
    if (object == nullptr || name_.is_dunder || name_.method_of(Type::dict) != nullptr)
        return nullptr;
    // Members of plain dicts lie as still as the dict; those of a box until it changes.
    if (object->is_dict()) return object->find(name_.view());
    return is_dict(*object) ? find_member(*frame.run, *object, name_.view()) : nullptr;
}

Value ItemExpr::eval(Frame& frame) const {
    const Value object = object_->eval(frame);
    return item_of(*frame.run, object, key_->eval(frame));
}

void ItemExpr::bind(Binder& binder) {
    object_->bind(binder);
    key_->bind(binder);
}

Value SliceExpr::eval(Frame& frame) const {
    const Value object = object_->eval(frame);
    std::array<Value, 3> parts;
    for (std::size_t at = 0; at < parts.size(); ++at)
        if (parts_[at] != nullptr) parts[at] = parts_[at]->eval(frame);
    return slice_of(*frame.run, object, parts);
}

void SliceExpr::bind(Binder& binder) {
    object_->bind(binder);
    for (const ExprPtr& part : parts_)
        if (part != nullptr) part->bind(binder);
}

}  // namespace wf::expr::jinja
