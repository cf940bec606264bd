#include "expr/jinja/ast/access.hpp"

#include "expr/jinja/data/keys.hpp"

namespace wf::expr::jinja {

Value AttributeExpr::eval(Frame& frame) const {
    if (const Value* found = peek(frame)) return *found;
    const Value object = object_->eval(frame);
    try {
        return attribute_of(*frame.run, object, name_);
    } catch (EvalError& error) {
        error.mark(at);
        throw;
    }
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
    const Value key = key_->eval(frame);
    try {
        return item_of(*frame.run, object, key);
    } catch (EvalError& error) {
        error.mark(at);
        throw;
    }
}

void ItemExpr::bind(Binder& binder) {
    object_->bind(binder);
    key_->bind(binder);
}

Value SliceExpr::eval(Frame& frame) const {
    const Value object = object_->eval(frame);
    std::array<Value, 3> parts;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts_[i] != nullptr) parts[i] = parts_[i]->eval(frame);
    try {
        return slice_of(*frame.run, object, parts);
    } catch (EvalError& error) {
        error.mark(at);
        throw;
    }
}

void SliceExpr::bind(Binder& binder) {
    object_->bind(binder);
    for (const ExprPtr& part : parts_)
        if (part != nullptr) part->bind(binder);
}

}  // namespace wf::expr::jinja
