// Tests of what kind of value something is.
#include "expr/jinja/ast/call.hpp"
#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/builtin/tables.hpp"
#include "expr/jinja/data/keys.hpp"
#include "expr/jinja/data/walk.hpp"
#include "expr/jinja/object/function.hpp"

namespace wf::expr::jinja {
namespace {

Value is_boolean(Call& call) {
    return call[0].is_bool();
}

Value is_integer(Call& call) {
    return call[0].is_integer();
}

Value is_float(Call& call) {
    return call[0].kind() == Kind::floating;
}

Value is_number(Call& call) {
    return call[0].is_number() || call[0].is_bool();
}

Value is_string(Call& call) {
    return is_text(call[0]);
}

Value is_mapping(Call& call) {
    return is_dict(call[0]);
}

Value is_none(Call& call) {
    return call[0].is_null();
}

Value is_true_itself(Call& call) {
    return call[0].is_bool() && call[0].as_bool();
}

Value is_false_itself(Call& call) {
    return call[0].is_bool() && !call[0].as_bool();
}

Value is_escaped(Call& call) {
    return as<SafeText>(call[0]) != nullptr;
}

Value is_defined(Call& call) {
    return !is_undefined(call[0]);
}

Value is_not_defined(Call& call) {
    return is_undefined(call[0]);
}

/// Undefined values can be called as far as Python sees: the call then fails.
Value callable(Call& call) {
    return is_callable(call[0]) || is_undefined(call[0]);
}

Value iterable(Call& call) {
    return is_iterable(call[0]);
}

/// Anything with a length and items by index: texts and dicts, too; sets and views are none.
Value sequence(Call& call) {
    switch (type_of(call[0])) {
    case Type::list:
    case Type::tuple:
    case Type::text:
    case Type::dict: return true;
    default:
        return thing_if(call[0], Shape::range) != nullptr ||
               thing_if(call[0], Shape::bytes) != nullptr;
    }
}

// The name is looked up as a key.
Value is_filter(Call& call) {
    key_of(call.run, call[0]);
    const auto name = text_if(call[0]);
    return name && find_filter(*name).is_known();
}

Value is_test(Call& call) {
    key_of(call.run, call[0]);
    const auto name = text_if(call[0]);
    return name && tests().find(*name) != nullptr;
}

constexpr Row rows[] = {
    {"boolean", "value", "true or false.", is_boolean},
    {"callable", "obj", "A function, macro or method.", callable},
    {"defined", "value", "Not undefined.", is_defined},
    {"escaped", "value", "A safe text.", is_escaped},
    {"false", "value", "The boolean false.", is_false_itself},
    {"filter", "value", "The name of a filter.", is_filter},
    {"float", "value", "A float.", is_float},
    {"integer", "value", "An integer; booleans are none.", is_integer},
    {"iterable", "value", "Something a loop can walk over.", iterable},
    {"mapping", "value", "A dict.", is_mapping},
    {"none", "value", "none.", is_none},
    {"number", "value", "An integer, float or boolean.", is_number},
    {"sequence", "value", "Something with a length and items: lists, texts, dicts.", sequence},
    {"string", "value", "A text.", is_string},
    {"test", "value", "The name of a test.", is_test},
    {"true", "value", "The boolean true.", is_true_itself},
    {"undefined", "value", "Undefined.", is_not_defined},
};

}  // namespace

std::span<const Row> type_tests() {
    return rows;
}

}  // namespace wf::expr::jinja
