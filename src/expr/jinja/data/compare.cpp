#include "expr/jinja/data/compare.hpp"

#include "expr/jinja/data/keys.hpp"
#include "expr/jinja/data/walk.hpp"
#include "expr/jinja/object/bytes.hpp"
#include "expr/runtime/arithmetic.hpp"
#include "expr/runtime/datetime.hpp"
#include "expr/runtime/text_search.hpp"

namespace wf::expr::jinja {
namespace {

bool is_number(Type type) {
    return type == Type::integer || type == Type::floating || type == Type::boolean;
}

bool equal_sequences(Evaluation& run, const Value& a, const Value& b) {
    const std::span<const Value> left = *items_if(a);
    const std::span<const Value> right = *items_if(b);
    if (left.size() != right.size()) return false;
    const Nesting nesting{run.budget(), data_level};
    for (std::size_t at = 0; at < left.size(); ++at)
        if (!left[at].same_as(right[at]) && !equals(run, left[at], right[at])) return false;
    return true;
}

bool equal_dicts(Evaluation& run, const Value& a, const Value& b) {
    if (members_of(a).size() != members_of(b).size()) return false;
    const Nesting nesting{run.budget(), data_level};
    for (const Member& member : members_of(a)) {
        const Value* other = find_member(run, b, member.key);
        if (other == nullptr) return false;
        if (!other->same_as(member.value) && !equals(run, member.value, *other)) return false;
    }
    return true;
}

bool equal_views(Evaluation& run, const View& a, const View& b) {
    if (a.part() == View::Part::values || a.part() != b.part()) return &a == &b;
    if (a.size() != b.size()) return false;
    for (const Member& member : members_of(a.dict())) {
        const Value* other = find_member(run, b.dict(), member.key);
        if (other == nullptr) return false;
        if (a.part() == View::Part::items && !equals(run, member.value, *other)) return false;
    }
    return true;
}

bool equal_things(Evaluation& run, const Value& a, const Value& b) {
    if (a.same_as(b)) return true;
    const View* view = as<View>(a);
    const View* other_view = as<View>(b);
    if (view != nullptr && other_view != nullptr) return equal_views(run, *view, *other_view);
    const Bytes* bytes = as<Bytes>(a);
    const Bytes* other_bytes = as<Bytes>(b);
    if (bytes != nullptr && other_bytes != nullptr) return bytes->view() == other_bytes->view();
    const Range* range = as<Range>(a);
    const Range* other_range = as<Range>(b);
    if (range == nullptr || other_range == nullptr || range->size() != other_range->size())
        return false;
    if (range->size() == 0) return true;
    return range->start() == other_range->start() &&
           (range->size() == 1 || range->step() == other_range->step());
}

std::string_view sign_of(Order order) {
    switch (order) {
    case Order::less: return "<";
    case Order::less_equal: return "<=";
    case Order::greater: return ">";
    case Order::greater_equal: return ">=";
    }
    return "<";
}

bool holds(std::partial_ordering found, Order wanted) {
    switch (wanted) {
    case Order::less: return std::is_lt(found);
    case Order::less_equal: return std::is_lteq(found);
    case Order::greater: return std::is_gt(found);
    case Order::greater_equal: return std::is_gteq(found);
    }
    return false;
}

bool ordered_sequences(Evaluation& run, const Value& a, Order order, const Value& b) {
    const std::span<const Value> left = *items_if(a);
    const std::span<const Value> right = *items_if(b);
    const Nesting nesting{run.budget(), data_level};
    for (std::size_t at = 0; at < left.size() && at < right.size(); ++at) {
        run.budget().step();
        if (left[at].same_as(right[at]) || equals(run, left[at], right[at])) continue;
        return ordered(run, left[at], order, right[at]);
    }
    return holds(left.size() <=> right.size(), order);
}

bool is_subset(Evaluation& run, const Value& a, const Value& b) {
    run.budget().steps(static_cast<std::int64_t>(a.size() * b.size()));
    for (const Value& member : a.items()) {
        bool found = false;
        for (const Value& other : b.items()) found = found || other == member;
        if (!found) return false;
    }
    return true;
}

bool ordered_sets(Evaluation& run, const Value& a, Order order, const Value& b) {
    switch (order) {
    case Order::less: return a.size() < b.size() && is_subset(run, a, b);
    case Order::less_equal: return is_subset(run, a, b);
    case Order::greater: return b.size() < a.size() && is_subset(run, b, a);
    case Order::greater_equal: return is_subset(run, b, a);
    }
    return false;
}

bool ordered_datetimes(const DateTime& a, Order order, const DateTime& b) {
    if (a.date_only != b.date_only) raise_type("can't compare datetime.datetime to datetime.date");
    if (a.aware != b.aware) raise_type("can't compare offset-naive and offset-aware datetimes");
    return holds(expr::compare(a, b), order);
}

}  // namespace

bool equals(Evaluation& run, const Value& a, const Value& b) {
    run.budget().step();
    const Type left = type_of(a);
    const Type right = type_of(b);
    if (left == Type::undefined || right == Type::undefined) {
        if (left == Type::undefined) as<Undefined>(a)->require_lenient();
        if (right == Type::undefined) as<Undefined>(b)->require_lenient();
        // Only lenient ones are left, and they equal each other.
        return left == right;
    }
    if (is_number(left) && is_number(right)) return a == b;
    if (left != right) return false;
    switch (left) {
    case Type::text:
        run.budget().steps(static_cast<std::int64_t>(text_if(a)->size() / bytes_per_step));
        return *text_if(a) == *text_if(b);
    case Type::list:
    case Type::tuple: return equal_sequences(run, a, b);
    case Type::dict: return equal_dicts(run, a, b);
    case Type::thing: return equal_things(run, a, b);
    case Type::iterator:
    case Type::foreign: return a.same_as(b);
    default: return a == b;
    }
}

bool ordered(Evaluation& run, const Value& a, Order order, const Value& b) {
    run.budget().step();
    const Type left = type_of(a);
    const Type right = type_of(b);
    if (is_number(left) && is_number(right)) {
        if (a.kind() == Kind::integer && b.kind() == Kind::integer)
            return holds(a.as_int() <=> b.as_int(), order);
        return holds(arith::compare(a, b), order);
    }
    if (left == right) {
        switch (left) {
        case Type::text:
            step_over_text(run.budget(), text_if(a)->size());
            return holds(text_if(a)->compare(*text_if(b)) <=> 0, order);
        case Type::list:
        case Type::tuple: return ordered_sequences(run, a, order, b);
        case Type::set: return ordered_sets(run, a, order, b);
        case Type::timespan: return holds(a.as_timespan() <=> b.as_timespan(), order);
        case Type::datetime: return ordered_datetimes(a.as_datetime(), order, b.as_datetime());
        default: break;
        }
    }
    need_defined(a);
    need_defined(b);
    raise_type(
        "'" + std::string{sign_of(order)} + "' not supported between instances of '" +
        std::string{python_type(a)} + "' and '" + std::string{python_type(b)} + "'"
    );
}

bool is_same(const Value& a, const Value& b) {
    if (a.kind() != b.kind()) return false;
    switch (a.kind()) {
    // Python keeps one object for small integers only.
    case Kind::integer: return a.as_int() == b.as_int() && a.as_int() >= -5 && a.as_int() <= 256;
    case Kind::floating: return false;
    default: return a.same_as(b);
    }
}

}  // namespace wf::expr::jinja
