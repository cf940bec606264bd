// Which values a parameter accepts, and how bodies read their arguments.
#include "expr/functions/registry.hpp"
#include "expr/functions/set_like.hpp"
#include "expr/runtime/arithmetic.hpp"
#include "value/big_integer.hpp"

#include <algorithm>
#include <array>

namespace wf::expr {
namespace {

bool is_object(const Value& value, ObjectKind kind) {
    return object_if(value, kind) != nullptr;
}

WalkableKind walkable_kind(const Value& value) {
    const auto* walkable = static_cast<const Walkable*>(object_if(value, ObjectKind::walkable));
    return walkable != nullptr ? walkable->walkable_kind() : WalkableKind::other;
}

bool is_of(Type type, const Value& value, const Options& options) {
    switch (type) {
    case Type::any:
    case Type::expression: return true;
    case Type::string: return value.is_string();
    case Type::integer_or_bool: return value.is_integer() || value.is_bool();
    case Type::integer: return value.is_integer();
    case Type::number: return value.is_number();
    case Type::boolean: return value.is_bool();
    case Type::collection: return is_collection(value, options.iterable_dicts);
    case Type::iterable: return is_collection(value, options.iterable_dicts) && !is_set_like(value);
    case Type::iterator: return is_iterator_like(value);
    case Type::list: return value.is_list();
    case Type::sorted: return walkable_kind(value) == WalkableKind::sorted;
    case Type::map: return value.is_dict();
    case Type::set: return is_set_like(value);
    case Type::regex: return is_object(value, ObjectKind::regex);
    case Type::datetime: return value.kind() == Kind::datetime;
    case Type::timespan: return value.kind() == Kind::timespan;
    case Type::context: return is_object(value, ObjectKind::context);
    case Type::null: return value.is_null();
    // Only the text makes a pair; the place was checked when the call was resolved.
    case Type::pair: return true;
    }
    return false;
}

}  // namespace

bool accepts(const Parameter& parameter, const Value& value, const Options& options) {
    if (value.is_null() && parameter.type != Type::expression) return parameter.nullable;
    return is_of(parameter.type, value, options);
}

std::int64_t Call::integer(std::size_t index) const {
    return arith::to_int64(values_[index]);
}

std::int64_t Call::position(std::size_t index) const {
    // Far from the ends of the type, so that sums of two do not overflow.
    constexpr std::int64_t end = std::int64_t{1} << 62U;
    const Value& value = values_[index];
    if (value.kind() == Kind::big_integer) return value.as_big_integer().is_negative() ? -end : end;
    return std::clamp(arith::to_int64(value), -end, end);
}

bool Call::boolean(std::size_t index) const {
    return values_[index].is_bool() && values_[index].as_bool();
}

Value apply(Context& context, const Value& lambda) {
    Object* object = object_if(lambda, ObjectKind::callable);
    return object != nullptr
               ? static_cast<Callable*>(object)->call(context, std::span<const Value>{})
               : lambda;
}

Value apply(Context& context, const Value& lambda, const Value& a) {
    Object* object = object_if(lambda, ObjectKind::callable);
    return object != nullptr ? static_cast<Callable*>(object)->call(context, std::span{&a, 1})
                             : lambda;
}

Value apply(Context& context, const Value& lambda, const Value& a, const Value& b) {
    Object* object = object_if(lambda, ObjectKind::callable);
    if (object == nullptr) return lambda;
    const std::array<Value, 2> both{a, b};
    return static_cast<Callable*>(object)->call(context, both);
}

}  // namespace wf::expr
