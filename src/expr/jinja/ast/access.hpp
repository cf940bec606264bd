// `a.b`, `a[b]` and `a[b:c:d]`.
#pragma once
#include "expr/jinja/ast/node.hpp"
#include "expr/jinja/data/access.hpp"

namespace wf::expr::jinja {

class AttributeExpr : public Expr {
public:
    AttributeExpr(ExprPtr object, std::string_view name)
        : object_(std::move(object)), name_(name) {}

    const Expr& object() const { return *object_; }

    const AttributeName& name() const { return name_; }

    Value eval(Frame& frame) const override;
    const Value* peek(Frame& frame) const override;

    void bind(Binder& binder) override { object_->bind(binder); }

private:
    ExprPtr object_;
    AttributeName name_;
};

class ItemExpr : public Expr {
public:
    ItemExpr(ExprPtr object, ExprPtr key) : object_(std::move(object)), key_(std::move(key)) {}

    Value eval(Frame& frame) const override;
    void bind(Binder& binder) override;

private:
    ExprPtr object_;
    ExprPtr key_;
};

class SliceExpr : public Expr {
public:
    /// Parts that were left out are null pointers.
    SliceExpr(ExprPtr object, std::array<ExprPtr, 3> parts)
        : object_(std::move(object)), parts_(std::move(parts)) {}

    Value eval(Frame& frame) const override;
    void bind(Binder& binder) override;

private:
    ExprPtr object_;
    std::array<ExprPtr, 3> parts_;
};

}  // namespace wf::expr::jinja
