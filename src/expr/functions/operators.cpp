// Arithmetic operators: which pairs of kinds they know, and the chain that `+` makes of
// collections.
#include "expr/functions/operators.hpp"

#include "expr/functions/chain.hpp"
#include "expr/functions/set_like.hpp"
#include "expr/runtime/arithmetic.hpp"
#include "expr/runtime/datetime.hpp"
#include "expr/runtime/iterator.hpp"

namespace wf::expr::operators {
namespace {

bool both(const Value& a, const Value& b, Kind kind) {
    return a.kind() == kind && b.kind() == kind;
}

bool is_count(const Value& value) {
    return value.is_integer() || value.is_bool();
}

Value repeat_text(Context& context, const Value& text, std::int64_t times) {
    const std::string_view part = text.as_string();
    if (times <= 0 || part.empty()) return "";
    const auto count = static_cast<std::size_t>(times);
    if (count > SIZE_MAX / part.size()) context.budget().charge(SIZE_MAX);
    context.budget().charge(part.size() * count);
    std::string whole;
    whole.reserve(part.size() * count);
    for (std::size_t i = 0; i < count; ++i) whole += part;
    return whole;
}

Value repeat_list(Context& context, const Value& list, std::int64_t times) {
    std::vector<Value> items;
    if (times > 0 && !list.empty()) {
        const auto count = static_cast<std::size_t>(times);
        if (count > SIZE_MAX / list.size() / sizeof(Value)) context.budget().charge(SIZE_MAX);
        context.budget().charge(list.size() * count * sizeof(Value));
        items.reserve(list.size() * count);
        for (std::size_t i = 0; i < count; ++i)
            items.insert(items.end(), list.items().begin(), list.items().end());
    }
    return Value::list(std::move(items), list.flavor());
}

Value joined_lists(Context& context, const Value& a, const Value& b) {
    context.budget().charge((a.size() + b.size()) * sizeof(Value));
    context.budget().steps(static_cast<std::int64_t>(a.size() + b.size()) / 8);
    std::vector<Value> items;
    items.reserve(a.size() + b.size());
    items.insert(items.end(), a.items().begin(), a.items().end());
    items.insert(items.end(), b.items().begin(), b.items().end());
    return Value::list(std::move(items));
}

Value joined_texts(Context& context, const Value& a, const Value& b) {
    context.budget().charge(a.as_string().size() + b.as_string().size());
    std::string whole{a.as_string()};
    whole += b.as_string();
    return whole;
}

}  // namespace

void raise_no_match(std::string_view operator_name) {
    std::string message = "No function \"";
    message += operator_name;
    message += "\" matches supplied arguments";
    raise("NoMatchingFunction", std::move(message));
}

Value add(Context& context, const Value& a, const Value& b) {
    if (a.is_number() && b.is_number()) return arith::add(a, b);
    if (both(a, b, Kind::string)) return joined_texts(context, a, b);
    if (both(a, b, Kind::list) && a.flavor() != ListFlavor::fresh &&
        b.flavor() != ListFlavor::fresh)
        return joined_lists(context, a, b);
    if (both(a, b, Kind::set)) return union_of(context, a, b);
    if (both(a, b, Kind::dict)) {
        context.budget().charge((a.size() + b.size()) * sizeof(Member));
        return overlay(a, b);
    }
    const bool dicts = context.options().iterable_dicts;
    if (is_collection(a, dicts) && is_collection(b, dicts)) return chain(context, a, b);
    if (both(a, b, Kind::timespan)) return timespan_sum(a.as_timespan(), b.as_timespan());
    if (a.kind() == Kind::datetime && b.kind() == Kind::timespan)
        return shifted(a.as_datetime(), b.as_timespan());
    if (a.kind() == Kind::timespan && b.kind() == Kind::datetime)
        return shifted(b.as_datetime(), a.as_timespan());
    raise_no_match("#operator_+");
}

Value subtract(Context& context, const Value& a, const Value& b) {
    if (a.is_number() && b.is_number()) return arith::subtract(a, b);
    if (is_set_like(a) && is_set_like(b)) {
        require_set(a, "difference");
        return difference_of(context, a, b);
    }
    if (both(a, b, Kind::timespan)) return timespan_sum(a.as_timespan(), -b.as_timespan());
    if (a.kind() == Kind::datetime && b.kind() == Kind::timespan)
        return shifted(a.as_datetime(), -b.as_timespan());
    if (both(a, b, Kind::datetime)) return between(b.as_datetime(), a.as_datetime());
    raise_no_match("#operator_-");
}

Value multiply(Context& context, const Value& a, const Value& b) {
    if (a.is_number() && b.is_number()) return arith::multiply(context, a, b);
    if (a.is_string() && is_count(b)) return repeat_text(context, a, arith::to_int64(b));
    if (is_count(a) && b.is_string()) return repeat_text(context, b, arith::to_int64(a));
    if (a.is_list() && is_count(b)) return repeat_list(context, a, arith::to_int64(b));
    if (is_count(a) && b.is_list()) return repeat_list(context, b, arith::to_int64(a));
    if (a.kind() == Kind::timespan && b.is_number()) return scaled(a.as_timespan(), b);
    if (a.is_number() && b.kind() == Kind::timespan) return scaled(b.as_timespan(), a);
    raise_no_match("#operator_*");
}

Value divide(Context&, const Value& a, const Value& b) {
    if (a.is_number() && b.is_number()) {
        const bool integers = a.is_integer() && b.is_integer();
        return integers ? arith::floor_divide(a, b) : arith::true_divide(a, b);
    }
    if (a.kind() == Kind::timespan && b.is_number()) return divided(a.as_timespan(), b);
    if (both(a, b, Kind::timespan)) {
        if (b.as_timespan() == 0) raise("ZeroDivisionError", "float division by zero");
        return static_cast<double>(a.as_timespan()) / static_cast<double>(b.as_timespan());
    }
    raise_no_match("#operator_/");
}

Value modulo(Context&, const Value& a, const Value& b) {
    if (a.is_number() && b.is_number()) return arith::modulo(a, b);
    raise_no_match("#operator_mod");
}

Value plus(Context&, const Value& a) {
    if (a.is_number() || a.kind() == Kind::timespan) return a;
    raise_no_match("#unary_operator_+");
}

Value minus(Context&, const Value& a) {
    if (a.is_number()) return arith::negate(a);
    if (a.kind() == Kind::timespan) return Value::timespan(-a.as_timespan());
    raise_no_match("#unary_operator_-");
}

}  // namespace wf::expr::operators
