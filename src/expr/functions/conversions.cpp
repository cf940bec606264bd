// Conversions between kinds, and questions about kinds.
#include "expr/functions/families.hpp"
#include "expr/functions/number_text.hpp"
#include "expr/functions/set_like.hpp"
#include "expr/runtime/arithmetic.hpp"
#include "expr/runtime/iterator.hpp"
#include "expr/runtime/text.hpp"

namespace wf::expr::functions {
namespace {

Value to_int(Call& call) {
    const Value& value = call[0];
    switch (value.kind()) {
    case Kind::null: return 0;
    case Kind::boolean: return static_cast<std::int64_t>(value.as_bool());
    case Kind::integer:
    case Kind::big_integer: return value;
    case Kind::floating: return arith::truncate(value.as_double());
    case Kind::string: return parse_integer(value.as_string());
    default: break;
    }
    raise_type(
        "int() argument must be a string, a bytes-like object or a real number, not '" +
        std::string{yaql_type_name(value)} + "'"
    );
}

Value to_float(Call& call) {
    const Value& value = call[0];
    if (value.is_null()) return 0.0;
    if (arith::is_numeric(value)) return arith::to_double(value);
    if (value.is_string()) return parse_float(value.as_string());
    raise_type(
        "float() argument must be a string or a real number, not '" +
        std::string{yaql_type_name(value)} + "'"
    );
}

Value to_str(Call& call) {
    return yaql_str(call.context(), call[0]);
}

Value to_bool(Call& call) {
    return truth_of(call[0]);
}

// One-pass iterators among the arguments are expanded, at all depths; lists are items.
void expand(Context& context, const Value& item, std::vector<Value>& out) {
    context.budget().step();
    context.budget().charge(sizeof(Value));
    if (!is_iterator_like(item)) {
        out.push_back(item);
        return;
    }
    const Nesting nesting(context.budget());
    Cursor cursor(context, item);
    for (Value inner; cursor.next(inner);) expand(context, inner, out);
}

Value to_list_of(Call& call) {
    std::vector<Value> items;
    for (const Value& argument : call.rest()) expand(call.context(), argument, items);
    return Value::list(std::move(items));
}

Value to_set_of(Call& call) {
    std::vector<Value> items;
    for (const Value& argument : call.rest()) expand(call.context(), argument, items);
    for (const Value& item : items) check_hashable(call.context(), item);
    return Value::set(std::move(items));
}

template <Kind kind>
Value is_kind(Call& call) {
    return call[0].kind() == kind;
}

Value is_integer(Call& call) {
    return call[0].is_integer();
}

Value is_number(Call& call) {
    return call[0].is_number();
}

// Of maps it says no even where they are accepted as collections.
Value is_iterable(Call& call) {
    return is_collection(call[0]);
}

Value is_set(Call& call) {
    return is_set_like(call[0]);
}

Value is_regex(Call& call) {
    return object_if(call[0], ObjectKind::regex) != nullptr;
}

constexpr FunctionRow rows[] = {
    {"int",
     Forms::function,
     "value: any",
     "Integer of a number (cut towards zero), boolean or decimal text; null gives 0.",
     to_int,
     {{"int('12')", "12"}, {"int(-1.9)", "-1"}}},
    {"float",
     Forms::function,
     "value: any",
     "Float of a number or text; null gives 0.0.",
     to_float,
     {{"float('1.5')", "1.5"}, {"float(1)", "1.0"}}},
    {"str",
     Forms::function,
     "value: any",
     "The value as text; lists print as tuples.",
     to_str,
     {{"str(true)", "\"true\""}, {"str([1, a])", "\"(1, 'a')\""}}},
    {"bool",
     Forms::function,
     "value: any",
     "Truth of the value.",
     to_bool,
     {{"bool('')", "false"}}},
    {"list",
     Forms::function,
     "*args: any",
     "List of the arguments; one-pass iterators among them are expanded.",
     to_list_of,
     {{"list(1, range(2))", "[1, 0, 1]"}, {"list([1])", "[[1]]"}}},
    {"set",
     Forms::function,
     "*args: any",
     "Set of the arguments; one-pass iterators are expanded.",
     to_set_of,
     {{"set(1, 1).len()", "1"}}},
    {"isBoolean",
     Forms::function,
     "value: any",
     "Whether it is a boolean.",
     is_kind<Kind::boolean>,
     {{"isBoolean(false)", "true"}}},
    {"isInteger",
     Forms::function,
     "value: any",
     "Whether it is an integer; booleans are not.",
     is_integer,
     {{"isInteger(true)", "false"}}},
    {"isNumber",
     Forms::function,
     "value: any",
     "Whether it is an integer or float.",
     is_number,
     {{"isNumber(1.5)", "true"}}},
    {"isString",
     Forms::function,
     "arg: any",
     "Whether it is a text.",
     is_kind<Kind::string>,
     {{"isString(a)", "true"}}},
    {"isDict",
     Forms::function,
     "arg: any",
     "Whether it is a map.",
     is_kind<Kind::dict>,
     {{"isDict({})", "true"}}},
    {"isList",
     Forms::function,
     "arg: any",
     "Whether it is a list; iterators, sets, views are not.",
     is_kind<Kind::list>,
     {{"isList(range(2))", "false"}}},
    {"isSet",
     Forms::function,
     "arg: any",
     "Whether it is a set or a view of keys or items.",
     is_set,
     {{"isSet({a => 1}.keys())", "true"}}},
    {"isIterable",
     Forms::function,
     "value: any",
     "Whether it is a collection; texts and maps are not.",
     is_iterable,
     {{"isIterable(abc)", "false"}}},
    {"isRegex",
     Forms::function,
     "value: any",
     "Whether it is a regular expression.",
     is_regex,
     {{"isRegex(regex(a))", "true"}}},
    {"isDatetime",
     Forms::function,
     "value: any",
     "Whether it is a date-time.",
     is_kind<Kind::datetime>,
     {{"isDatetime(datetime(2020, 1, 1))", "true"}}},
    {"isTimespan",
     Forms::function,
     "value: any",
     "Whether it is a time span.",
     is_kind<Kind::timespan>,
     {{"isTimespan(timespan())", "true"}}},
};

}  // namespace

std::span<const FunctionRow> conversions() {
    return rows;
}

}  // namespace wf::expr::functions
