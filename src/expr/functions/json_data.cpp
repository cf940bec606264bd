#include "expr/functions/json_data.hpp"

#include "expr/runtime/date_text.hpp"
#include "expr/runtime/iterator.hpp"
#include "expr/runtime/object.hpp"
#include "expr/runtime/text.hpp"
#include "value/json.hpp"

namespace wf::expr {
namespace {

// The original asks such an object for a simpler form, gets the object itself, and finds a circle.
[[noreturn]] void raise_no_form() {
    raise_value("Circular reference detected");
}

std::string date_text(const Value& at) {
    return format_date(at.as_datetime(), "%Y-%m-%dT%H:%M:%S.%f");
}

/// "timedelta", without its module.
std::string short_type_name(const Value& value) {
    const std::string_view name = yaql_type_name(value);
    return std::string{name.substr(name.rfind('.') + 1)};
}

Value key_data(const Value& key) {
    switch (key.kind()) {
    case Kind::null:
    case Kind::boolean:
    case Kind::integer:
    case Kind::big_integer:
    case Kind::floating:
    case Kind::string: return key;
    case Kind::datetime: return date_text(key);
    default: raise_type("keys must be str, int, float, bool or None, not " + short_type_name(key));
    }
}

Value list_data(Context& context, const Value& collection) {
    const Nesting nesting(context.budget());
    std::vector<Value> items;
    Cursor cursor(context, collection);
    for (Value item; cursor.next(item);) {
        context.budget().charge(sizeof(Value));
        items.push_back(to_json_data(context, item));
    }
    return Value::list(std::move(items));
}

Value dict_data(Context& context, const Value& dict) {
    const Nesting nesting(context.budget());
    context.budget().steps(static_cast<std::int64_t>(dict.size()));
    context.budget().charge(dict.size() * sizeof(Member));
    DictBuilder builder(dict.size());
    for (const Member& member : dict.members())
        builder.set(key_data(member.key), to_json_data(context, member.value));
    return std::move(builder).freeze();
}

Value object_data(Context& context, const Value& value) {
    if (is_collection(value)) return list_data(context, value);
    const Object* object = object_if(value);
    switch (object->object_kind()) {
    case ObjectKind::callable: return object->text();
    case ObjectKind::other: {
        if (std::optional<Value> form = object->json_form()) return to_json_data(context, *form);
        raise_no_form();
    }
    default: raise_no_form();
    }
}

bool is_plain(const Value& value) {
    if (value.depth() > 500) return false;
    const Result<Value> plain = to_plain_json(value);
    return plain && plain->same_as(value);
}

}  // namespace

Value to_json_data(Context& context, const Value& value) {
    context.budget().step();
    switch (value.kind()) {
    case Kind::datetime: return date_text(value);
    case Kind::timespan: raise_no_form();
    case Kind::list: return is_plain(value) ? value : list_data(context, value);
    case Kind::set: return list_data(context, value);
    case Kind::dict: return is_plain(value) ? value : dict_data(context, value);
    case Kind::opaque: return object_data(context, value);
    default: return value;
    }
}

}  // namespace wf::expr
