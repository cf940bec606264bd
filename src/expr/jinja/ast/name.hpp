// Constants and names.
#pragma once
#include "expr/jinja/ast/node.hpp"
#include "expr/jinja/bind/variable.hpp"

namespace wf::expr::jinja {

class ConstantExpr : public Expr {
public:
    explicit ConstantExpr(Value value) : value_(std::move(value)) {}

    const Value& value() const { return value_; }

    Value eval(Frame&) const override { return value_; }

    const Value* peek(Frame&) const override { return &value_; }

    void bind(Binder&) override {}

private:
    Value value_;
};

class NameExpr : public Expr {
public:
    explicit NameExpr(std::string name) : name_(std::move(name)) {}

    const std::string& name() const { return name_; }

    const Variable& variable() const { return variable_; }

    Value eval(Frame& frame) const override { return load(frame, variable_); }

    const Value* peek(Frame& frame) const override { return place_of(frame, variable_); }

    void bind(Binder& binder) override;

private:
    std::string name_;
    Variable variable_;
};

}  // namespace wf::expr::jinja
