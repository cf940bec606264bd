// Lists, tuples and dicts written in the template.
#pragma once
#include "expr/jinja/ast/node.hpp"

namespace wf::expr::jinja {

class ListExpr : public Expr {
public:
    explicit ListExpr(std::vector<ExprPtr> items) : items_(std::move(items)) {}

    Value eval(Frame& frame) const override;
    void bind(Binder& binder) override;

private:
    std::vector<ExprPtr> items_;
};

class TupleExpr : public Expr {
public:
    explicit TupleExpr(std::vector<ExprPtr> items) : items_(std::move(items)) {}

    Value eval(Frame& frame) const override;
    void bind(Binder& binder) override;

private:
    std::vector<ExprPtr> items_;
};

class DictExpr : public Expr {
public:
    struct Entry {
        ExprPtr key;
        ExprPtr value;
    };

    explicit DictExpr(std::vector<Entry> entries) : entries_(std::move(entries)) {}

    Value eval(Frame& frame) const override;
    void bind(Binder& binder) override;

private:
    std::vector<Entry> entries_;
};

}  // namespace wf::expr::jinja
