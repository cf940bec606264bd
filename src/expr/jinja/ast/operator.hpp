// Unary, binary, comparing and joining operators, and the conditional expression.
#pragma once
#include "expr/jinja/ast/node.hpp"
#include "expr/jinja/data/operate.hpp"

namespace wf::expr::jinja {

class BinaryExpr : public Expr {
public:
    BinaryExpr(BinaryOperator op, ExprPtr left, ExprPtr right)
        : op_(op), left_(std::move(left)), right_(std::move(right)) {}

    Value eval(Frame& frame) const override;
    void bind(Binder& binder) override;

private:
    BinaryOperator op_;
    ExprPtr left_;
    ExprPtr right_;
};

class UnaryExpr : public Expr {
public:
    UnaryExpr(UnaryOperator op, ExprPtr operand) : op_(op), operand_(std::move(operand)) {}

    Value eval(Frame& frame) const override;

    void bind(Binder& binder) override { operand_->bind(binder); }

private:
    UnaryOperator op_;
    ExprPtr operand_;
};

/// `and`, `or`: give one of their operands.
class LogicExpr : public Expr {
public:
    enum class Kind : std::uint8_t { both, either };

    LogicExpr(Kind kind, ExprPtr left, ExprPtr right)
        : kind_(kind), left_(std::move(left)), right_(std::move(right)) {}

    Value eval(Frame& frame) const override;
    void bind(Binder& binder) override;

private:
    Kind kind_;
    ExprPtr left_;
    ExprPtr right_;
};

class NotExpr : public Expr {
public:
    explicit NotExpr(ExprPtr operand) : operand_(std::move(operand)) {}

    Value eval(Frame& frame) const override;

    void bind(Binder& binder) override { operand_->bind(binder); }

private:
    ExprPtr operand_;
};

/// `a < b <= c`: every operand is evaluated once, the chain ends at the first that does not hold.
class CompareExpr : public Expr {
public:
    struct Link {
        CompareOperator op;
        ExprPtr operand;
    };

    CompareExpr(ExprPtr first, std::vector<Link> links)
        : first_(std::move(first)), links_(std::move(links)) {}

    Value eval(Frame& frame) const override;
    void bind(Binder& binder) override;

private:
    Value compared(Frame& frame) const;

    ExprPtr first_;
    std::vector<Link> links_;
};

/// `a ~ b ~ c`.
class JoinExpr : public Expr {
public:
    explicit JoinExpr(std::vector<ExprPtr> parts) : parts_(std::move(parts)) {}

    Value eval(Frame& frame) const override;
    void bind(Binder& binder) override;

private:
    std::vector<ExprPtr> parts_;
};

/// `a if c else b`; `otherwise` may be missing.
class ConditionalExpr : public Expr {
public:
    ConditionalExpr(ExprPtr condition, ExprPtr then, ExprPtr otherwise)
        : condition_(std::move(condition)), then_(std::move(then)),
          otherwise_(std::move(otherwise)) {}

    Value eval(Frame& frame) const override;
    void bind(Binder& binder) override;

private:
    ExprPtr condition_;
    ExprPtr then_;
    ExprPtr otherwise_;
};

}  // namespace wf::expr::jinja
