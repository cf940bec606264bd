#include "expr/jinja/ast/operator.hpp"

#include "expr/jinja/bind/binder.hpp"
#include "expr/jinja/data/text.hpp"

#include <algorithm>

namespace wf::expr::jinja {

Value BinaryExpr::eval(Frame& frame) const {
    const Value left = left_->eval(frame);
    const Value right = right_->eval(frame);
    try {
        return operate(*frame.run, op_, left, right);
    } catch (EvalError& error) {
        error.mark(at);
        throw;
    }
}

void BinaryExpr::bind(Binder& binder) {
    left_->bind(binder);
    right_->bind(binder);
}

Value UnaryExpr::eval(Frame& frame) const {
    const Value operand = operand_->eval(frame);
    try {
        return operate(*frame.run, op_, operand);
    } catch (EvalError& error) {
        error.mark(at);
        throw;
    }
}

Value LogicExpr::eval(Frame& frame) const {
    Value left = left_->eval(frame);
    if (is_true(left) == (kind_ == Kind::either)) return left;
    return right_->eval(frame);
}

void LogicExpr::bind(Binder& binder) {
    left_->bind(binder);
    right_->bind(binder);
}

Value NotExpr::eval(Frame& frame) const {
    return !is_true(operand_->eval(frame));
}

Value CompareExpr::eval(Frame& frame) const {
    try {
        return compared(frame);
    } catch (EvalError& error) {
        error.mark(at);
        throw;
    }
}

Value CompareExpr::compared(Frame& frame) const {
    Value left = first_->eval(frame);
    for (const Link& link : links_) {
        Value right = link.operand->eval(frame);
        if (!compare(*frame.run, link.op, left, right)) return false;
        left = std::move(right);
    }
    return true;
}

void CompareExpr::bind(Binder& binder) {
    first_->bind(binder);
    for (const Link& link : links_) link.operand->bind(binder);
}

Value JoinExpr::eval(Frame& frame) const {
    Evaluation& run = *frame.run;
    // All parts are evaluated before any becomes text: which error comes first shows.
    std::vector<Value> values;
    values.reserve(parts_.size());
    for (const ExprPtr& part : parts_) values.push_back(part->eval(frame));
    // Under autoescape one safe part makes the whole safe, and the others are escaped.
    const bool is_safe = run.escapes && std::ranges::any_of(values, [](const Value& value) {
                             return thing_if(value, Shape::safe_text) != nullptr;
                         });
    std::string out;
    for (const Value& value : values) {
        if (is_safe)
            out += escaped_text(run, value);
        else
            append_text(run, out, value);
    }
    run.budget().charge(out.size());
    return is_safe ? safe_text(std::move(out)) : Value{out};
}

void JoinExpr::bind(Binder& binder) {
    for (const ExprPtr& part : parts_) part->bind(binder);
}

Value ConditionalExpr::eval(Frame& frame) const {
    if (is_true(condition_->eval(frame))) return then_->eval(frame);
    return otherwise_ != nullptr ? otherwise_->eval(frame) : lenient_undefined();
}

void ConditionalExpr::bind(Binder& binder) {
    binder.enter_branch();
    condition_->bind(binder);
    then_->bind(binder);
    if (otherwise_ != nullptr) otherwise_->bind(binder);
    binder.leave_branch();
}

}  // namespace wf::expr::jinja
