// Unary and binary operators: fast paths for 64-bit integers, everything else in
// functions/operators.
#include "base/assert.hpp"
#include "expr/functions/operators.hpp"
#include "expr/functions/resolve.hpp"
#include "expr/yaql/build.hpp"
#include "expr/yaql/refused.hpp"

namespace wf::expr::yaql {
namespace {

class BinaryNode : public Node {
public:
    BinaryNode(NodePtr left, NodePtr right, std::uint32_t place)
        : left_(std::move(left)), right_(std::move(right)), place_(place) {
        stands_on(*left_);
        stands_on(*right_);
    }

protected:
    const Node& left() const { return *left_; }

    const Node& right() const { return *right_; }

    std::uint32_t place() const { return place_; }

private:
    NodePtr left_;
    NodePtr right_;
    std::uint32_t place_;
};

bool both_small(const Value& a, const Value& b) {
    return a.kind() == Kind::integer && b.kind() == Kind::integer;
}

/// An operator that looks at both values.
template <Token op>
class EagerNode final : public BinaryNode {
public:
    using BinaryNode::BinaryNode;

    Value evaluate(Frame& frame, Context& context) const override {
        context.budget().step();
        Value left_hold;
        Value right_hold;
        const Value& a = left().refer(frame, context, left_hold);
        const Value& b = right().refer(frame, context, right_hold);
        try {
            return combine(context, a, b);
        } catch (EvalError& error) {
            error.mark(place());
            throw;
        }
    }

    static Value combine(Context& context, const Value& a, const Value& b) {
        using namespace operators;
        if (both_small(a, b)) {
            const std::int64_t x = a.as_int();
            const std::int64_t y = b.as_int();
            std::int64_t result = 0;
            if constexpr (op == Token::plus) {
                if (!__builtin_add_overflow(x, y, &result)) return result;
            }
            if constexpr (op == Token::minus) {
                if (!__builtin_sub_overflow(x, y, &result)) return result;
            }
            if constexpr (op == Token::star) {
                if (!__builtin_mul_overflow(x, y, &result)) return result;
            }
            if constexpr (op == Token::equal) return x == y;
            if constexpr (op == Token::not_equal) return x != y;
            if constexpr (op == Token::less) return x < y;
            if constexpr (op == Token::less_equal) return x <= y;
            if constexpr (op == Token::greater) return x > y;
            if constexpr (op == Token::greater_equal) return x >= y;
        }
        if constexpr (op == Token::plus) return add(context, a, b);
        if constexpr (op == Token::minus) return subtract(context, a, b);
        if constexpr (op == Token::star) return multiply(context, a, b);
        if constexpr (op == Token::slash) return divide(context, a, b);
        if constexpr (op == Token::op_mod) return modulo(context, a, b);
        if constexpr (op == Token::equal) return equal(context, a, b);
        if constexpr (op == Token::not_equal) return !equal(context, a, b);
        if constexpr (op == Token::less) return less(context, a, b);
        if constexpr (op == Token::less_equal) return less_equal(context, a, b);
        if constexpr (op == Token::greater) return greater(context, a, b);
        if constexpr (op == Token::greater_equal) return greater_equal(context, a, b);
        if constexpr (op == Token::op_in) return is_in(context, a, b);
        if constexpr (op == Token::match) return matches(context, a, b, false);
        if constexpr (op == Token::not_match) return matches(context, a, b, true);
    }
};

/// `and`, `or`: give one of the operands; the right one is evaluated only if needed.
class LogicNode final : public BinaryNode {
public:
    LogicNode(bool stops_at, NodePtr left, NodePtr right, std::uint32_t place)
        : BinaryNode(std::move(left), std::move(right), place), stops_at_(stops_at) {}

    Value evaluate(Frame& frame, Context& context) const override {
        context.budget().step();
        Value first = left().evaluate(frame, context);
        if (truth_of(first) == stops_at_) return first;
        return right().evaluate(frame, context);
    }

private:
    bool stops_at_;
};

class ArrowNode final : public BinaryNode {
public:
    using BinaryNode::BinaryNode;

    Value evaluate(Frame& frame, Context& context) const override {
        const Value hold = left().evaluate(frame, context);
        const auto* inner = static_cast<const ContextObject*>(object_if(hold, ObjectKind::context));
        if (inner == nullptr) raise_no_context();
        return right().evaluate(inner->frame(), context);
    }

private:
    [[noreturn]] void raise_no_context() const {
        try {
            operators::raise_no_match("#operator_->");
        } catch (EvalError& error) {
            error.mark(place());
            throw;
        }
    }
};

class UnaryNode final : public Node {
public:
    using Operation = Value (*)(Context&, const Value&);

    UnaryNode(Operation operation, NodePtr operand, std::uint32_t place)
        : operation_(operation), operand_(std::move(operand)), place_(place) {
        stands_on(*operand_);
    }

    Value evaluate(Frame& frame, Context& context) const override {
        Value hold;
        const Value& value = operand_->refer(frame, context, hold);
        try {
            return operation_(context, value);
        } catch (EvalError& error) {
            error.mark(place_);
            throw;
        }
    }

private:
    Operation operation_;
    NodePtr operand_;
    std::uint32_t place_;
};

/// Fails when it is evaluated; its operands are not.
class RefusedNode final : public BinaryNode {
public:
    RefusedNode(std::string_view name, NodePtr left, NodePtr right, std::uint32_t place)
        : BinaryNode(std::move(left), std::move(right), place), name_(name) {}

    Value evaluate(Frame&, Context&) const override {
        try {
            operators::raise_no_match(name_);
        } catch (EvalError& error) {
            error.mark(place());
            throw;
        }
    }

private:
    std::string_view name_;
};

Value negated_truth(Context&, const Value& value) {
    return !truth_of(value);
}

template <Token op>
NodePtr make_eager(NodePtr left, NodePtr right, std::uint32_t place) {
    return std::make_unique<EagerNode<op>>(std::move(left), std::move(right), place);
}

// Integers are folded when the text is compiled, so `60 * 60 * 24` costs nothing; 64-bit results
// only.
NodePtr fold(Token op, const Node& left, const Node& right) {
    const Value* a = left.constant();
    const Value* b = right.constant();
    if (a == nullptr || b == nullptr || !both_small(*a, *b)) return nullptr;
    std::int64_t result = 0;
    bool overflow = true;
    if (op == Token::plus) overflow = __builtin_add_overflow(a->as_int(), b->as_int(), &result);
    if (op == Token::minus) overflow = __builtin_sub_overflow(a->as_int(), b->as_int(), &result);
    if (op == Token::star) overflow = __builtin_mul_overflow(a->as_int(), b->as_int(), &result);
    return overflow ? nullptr : make_constant(result);
}

}  // namespace

NodePtr make_unary(Token op, NodePtr operand, std::uint32_t place) {
    if (op == Token::op_not)
        return std::make_unique<UnaryNode>(negated_truth, std::move(operand), place);
    if (op == Token::plus)
        return std::make_unique<UnaryNode>(operators::plus, std::move(operand), place);
    const Value* constant = operand->constant();
    if (constant != nullptr && constant->kind() == Kind::integer && constant->as_int() != INT64_MIN)
        return make_constant(-constant->as_int());
    return std::make_unique<UnaryNode>(operators::minus, std::move(operand), place);
}

NodePtr make_binary(Token op, NodePtr left, NodePtr right, std::uint32_t place) {
    if (NodePtr folded = fold(op, *left, *right)) return folded;
    if (const auto name = refused_operator(op, *left, *right))
        return std::make_unique<RefusedNode>(*name, std::move(left), std::move(right), place);
    switch (op) {
    case Token::plus: return make_eager<Token::plus>(std::move(left), std::move(right), place);
    case Token::minus: return make_eager<Token::minus>(std::move(left), std::move(right), place);
    case Token::star: return make_eager<Token::star>(std::move(left), std::move(right), place);
    case Token::slash: return make_eager<Token::slash>(std::move(left), std::move(right), place);
    case Token::op_mod: return make_eager<Token::op_mod>(std::move(left), std::move(right), place);
    case Token::equal: return make_eager<Token::equal>(std::move(left), std::move(right), place);
    case Token::not_equal:
        return make_eager<Token::not_equal>(std::move(left), std::move(right), place);
    case Token::less: return make_eager<Token::less>(std::move(left), std::move(right), place);
    case Token::less_equal:
        return make_eager<Token::less_equal>(std::move(left), std::move(right), place);
    case Token::greater:
        return make_eager<Token::greater>(std::move(left), std::move(right), place);
    case Token::greater_equal:
        return make_eager<Token::greater_equal>(std::move(left), std::move(right), place);
    case Token::op_in: return make_eager<Token::op_in>(std::move(left), std::move(right), place);
    case Token::match: return make_eager<Token::match>(std::move(left), std::move(right), place);
    case Token::not_match:
        return make_eager<Token::not_match>(std::move(left), std::move(right), place);
    case Token::op_and:
        return std::make_unique<LogicNode>(false, std::move(left), std::move(right), place);
    case Token::op_or:
        return std::make_unique<LogicNode>(true, std::move(left), std::move(right), place);
    case Token::arrow: return std::make_unique<ArrowNode>(std::move(left), std::move(right), place);
    default: break;
    }
    WF_ASSERT(false, "not a binary operator");
}

}  // namespace wf::expr::yaql
