// What a value is in Python's eyes, whichever of our forms it has: plain values, boxes, safe texts.
#pragma once
#include "expr/jinja/object/box.hpp"
#include "expr/jinja/object/safe_text.hpp"
#include "expr/jinja/object/undefined.hpp"
#include "expr/runtime/iterator.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace wf::expr::jinja {

enum class Type : std::uint8_t {
    none,
    boolean,
    integer,
    floating,
    text,
    list,
    tuple,
    dict,
    set,
    datetime,
    timespan,
    undefined,
    iterator,  // one-pass or re-walkable sequences of the shared runtime
    thing,     // any other Thing
    foreign,   // any other Object
};

Type type_of(const Value& value);
/// "int", "str", "NoneType" ... as messages name it.
std::string_view python_type(const Value& value);
/// "list object", "None": how messages about undefined values name an object.
std::string object_name(const Value& value);

inline bool is_text(const Value& value) {
    return value.is_string() || thing_if(value, Shape::safe_text) != nullptr;
}

/// Characters of a text or safe text; valid as long as this handle.
inline std::optional<std::string_view> text_if(const Value& value) {
    if (value.is_string()) return value.as_string();
    if (const SafeText* safe = as<SafeText>(value)) return std::string_view{safe->view()};
    return std::nullopt;
}

/// @raises TypeError "expected a text, got 'int'" with the name of the argument.
std::string_view need_text(const Value& value, std::string_view what);
/// 64-bit integer; booleans count. @raises TypeError, OverflowError.
std::int64_t need_integer(const Value& value, std::string_view what);

inline bool is_integer_like(const Value& value) {
    return value.is_integer() || value.is_bool();
}

/// Elements of a list, tuple, set or ListBox. Elements of a box may need thaw() before they are
/// handed out.
inline std::optional<std::span<const Value>> items_if(const Value& value) {
    if (value.kind() == Kind::list || value.kind() == Kind::set) return value.items();
    if (const ListBox* box = as<ListBox>(value)) return std::span<const Value>{box->items};
    return std::nullopt;
}

inline bool is_dict(const Value& value) {
    return value.is_dict() || thing_if(value, Shape::dict) != nullptr;
}

/// Members of a dict or DictBox.
inline std::span<const Member> members_of(const Value& value) {
    if (DictBox* box = as<DictBox>(value)) return box->members();
    return value.members();
}

/// Python's truth. @raises UndefinedError.
inline bool is_true(const Value& value) {
    switch (value.kind()) {
    case Kind::boolean: return value.as_bool();
    case Kind::opaque: return object_if(value)->truth();
    default: return truthy(value);
    }
}

/// Fails if the value is undefined.
inline void need_defined(const Value& value) {
    if (const Undefined* undefined = as<Undefined>(value)) undefined->raise();
}

/// A list as the evaluation wants it: plain, or a box where lists are mutable.
Value make_list(Evaluation& run, std::vector<Value> items);

inline Value make_tuple(std::vector<Value> items) {
    return Value::list(std::move(items), ListFlavor::tuple);
}

inline Value make_pair(Value first, Value second) {
    return Value::list({std::move(first), std::move(second)}, ListFlavor::tuple);
}

}  // namespace wf::expr::jinja
