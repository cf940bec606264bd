#include "expr/jinja/data/operate.hpp"

#include "expr/jinja/data/compare.hpp"
#include "expr/jinja/data/text.hpp"
#include "expr/jinja/data/walk.hpp"
#include "expr/jinja/text/printf.hpp"
#include "expr/runtime/arithmetic.hpp"
#include "expr/runtime/datetime.hpp"

namespace wf::expr::jinja {
namespace {

std::string_view sign_of(BinaryOperator op) {
    switch (op) {
    case BinaryOperator::add: return "+";
    case BinaryOperator::subtract: return "-";
    case BinaryOperator::multiply: return "*";
    case BinaryOperator::divide: return "/";
    case BinaryOperator::floor_divide: return "//";
    case BinaryOperator::modulo: return "%";
    case BinaryOperator::power: return "** or pow()";
    }
    return "?";
}

[[noreturn]] void refuse(BinaryOperator op, const Value& left, const Value& right) {
    need_defined(left);
    need_defined(right);
    raise_type(
        "unsupported operand type(s) for " + std::string{sign_of(op)} + ": '" +
        std::string{python_type(left)} + "' and '" + std::string{python_type(right)} + "'"
    );
}

Value calculate(Evaluation& run, BinaryOperator op, const Value& a, const Value& b) {
    switch (op) {
    case BinaryOperator::add: return arith::add(a, b);
    case BinaryOperator::subtract: return arith::subtract(a, b);
    case BinaryOperator::multiply: return arith::multiply(run.context(), a, b);
    case BinaryOperator::divide: return arith::true_divide(a, b);
    case BinaryOperator::floor_divide: return arith::floor_divide(a, b);
    case BinaryOperator::modulo: return arith::modulo(a, b);
    case BinaryOperator::power: return arith::power(run.context(), a, b);
    }
    return {};
}

/// Texts are joined; a safe one escapes the other.
Value add_texts(Evaluation& run, const Value& left, const Value& right) {
    const bool is_safe = !left.is_string() || !right.is_string();
    std::string out = is_safe ? escaped_text(run, left) : left.to_string();
    out += is_safe ? escaped_text(run, right) : right.to_string();
    run.budget().charge(out.size());
    return is_safe ? safe_text(std::move(out)) : Value{out};
}

Value add_sequences(Evaluation& run, const Value& left, const Value& right) {
    std::vector<Value> items = collect(run, left);
    std::vector<Value> more = collect(run, right);
    items.insert(items.end(), more.begin(), more.end());
    return type_of(left) == Type::tuple ? make_tuple(std::move(items))
                                        : make_list(run, std::move(items));
}

std::optional<Value> add(Evaluation& run, const Value& left, const Value& right) {
    const Type a = type_of(left);
    const Type b = type_of(right);
    if (a == Type::text && b == Type::text) return add_texts(run, left, right);
    if ((a == Type::list || a == Type::tuple) && a == b) return add_sequences(run, left, right);
    if (a == Type::timespan && b == Type::timespan)
        return timespan_sum(left.as_timespan(), right.as_timespan());
    if (a == Type::datetime && b == Type::timespan)
        return shifted(left.as_datetime(), right.as_timespan());
    if (a == Type::timespan && b == Type::datetime)
        return shifted(right.as_datetime(), left.as_timespan());
    return std::nullopt;
}

std::optional<Value> subtract(Evaluation& run, const Value& left, const Value& right) {
    const Type a = type_of(left);
    const Type b = type_of(right);
    if (a == Type::set && b == Type::set) {
        run.budget().steps(static_cast<std::int64_t>(left.size() * right.size()));
        std::vector<Value> kept;
        for (const Value& item : left.items()) {
            bool found = false;
            for (const Value& other : right.items()) found = found || other == item;
            if (!found) kept.push_back(item);
        }
        return Value::set(std::move(kept));
    }
    if (a == Type::timespan && b == Type::timespan)
        return timespan_sum(left.as_timespan(), -right.as_timespan());
    if (a == Type::datetime && b == Type::timespan)
        return shifted(left.as_datetime(), -right.as_timespan());
    if (a == Type::datetime && b == Type::datetime)
        return between(right.as_datetime(), left.as_datetime());
    return std::nullopt;
}

Value repeat(Evaluation& run, const Value& sequence, const Value& count_value) {
    const std::int64_t wanted = arith::to_int64(count_value);
    const auto count = static_cast<std::size_t>(wanted < 0 ? 0 : wanted);
    if (const auto text = text_if(sequence)) {
        if (!text->empty() && count > (SIZE_MAX >> 1U) / text->size()) raise("MemoryError", "");
        run.budget().charge(count * text->size());
        std::string out;
        out.reserve(count * text->size());
        for (std::size_t made = 0; made < count && !text->empty(); ++made) out += *text;
        return sequence.is_string() ? Value{out} : safe_text(std::move(out));
    }
    std::vector<Value> items = collect(run, sequence);
    if (!items.empty() && count > (SIZE_MAX >> 6U) / items.size()) raise("MemoryError", "");
    run.budget().charge(count * items.size() * sizeof(Value));
    std::vector<Value> out;
    out.reserve(count * items.size());
    for (std::size_t made = 0; made < count && !items.empty(); ++made)
        out.insert(out.end(), items.begin(), items.end());
    return type_of(sequence) == Type::tuple ? make_tuple(std::move(out))
                                            : make_list(run, std::move(out));
}

std::optional<Value> multiply(Evaluation& run, const Value& left, const Value& right) {
    const auto is_sequence = [](const Value& value) {
        const Type type = type_of(value);
        return type == Type::text || type == Type::list || type == Type::tuple;
    };
    if (is_sequence(left) && is_integer_like(right)) return repeat(run, left, right);
    if (is_sequence(right) && is_integer_like(left)) return repeat(run, right, left);
    return std::nullopt;
}

}  // namespace

Value operate(Evaluation& run, BinaryOperator op, const Value& left, const Value& right) {
    run.budget().step();
    if (left.kind() == Kind::integer && right.kind() == Kind::integer) {
        std::int64_t result = 0;
        if (op == BinaryOperator::add &&
            !__builtin_add_overflow(left.as_int(), right.as_int(), &result))
            return Value{result};
        if (op == BinaryOperator::subtract &&
            !__builtin_sub_overflow(left.as_int(), right.as_int(), &result))
            return Value{result};
    }
    if (arith::is_numeric(left) && arith::is_numeric(right)) return calculate(run, op, left, right);
    std::optional<Value> result;
    if (op == BinaryOperator::add) result = add(run, left, right);
    if (op == BinaryOperator::subtract) result = subtract(run, left, right);
    if (op == BinaryOperator::multiply) result = multiply(run, left, right);
    if (op == BinaryOperator::modulo && is_text(left)) {
        std::string out = format_percent(run, left, right);
        return left.is_string() ? Value{out} : safe_text(std::move(out));
    }
    if (!result) refuse(op, left, right);
    return *std::move(result);
}

Value operate(Evaluation&, UnaryOperator op, const Value& operand) {
    if (arith::is_numeric(operand))
        return op == UnaryOperator::minus ? arith::negate(operand) : arith::add(operand, Value{0});
    if (operand.kind() == Kind::timespan)
        return op == UnaryOperator::minus ? make_timespan(-operand.as_timespan()) : operand;
    need_defined(operand);
    raise_type(
        std::string{"bad operand type for unary "} + (op == UnaryOperator::minus ? "-" : "+") +
        ": '" + std::string{python_type(operand)} + "'"
    );
}

bool compare(Evaluation& run, CompareOperator op, const Value& left, const Value& right) {
    switch (op) {
    case CompareOperator::equal: return equals(run, left, right);
    case CompareOperator::not_equal: return !equals(run, left, right);
    case CompareOperator::less: return ordered(run, left, Order::less, right);
    case CompareOperator::less_equal: return ordered(run, left, Order::less_equal, right);
    case CompareOperator::greater: return ordered(run, left, Order::greater, right);
    case CompareOperator::greater_equal: return ordered(run, left, Order::greater_equal, right);
    case CompareOperator::in: return contains(run, right, left);
    case CompareOperator::not_in: return !contains(run, right, left);
    }
    return false;
}

}  // namespace wf::expr::jinja
