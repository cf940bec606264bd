#include "expr/evaluator/encode.hpp"

#include "expr/runtime/error.hpp"
#include "value/json.hpp"
#include "value/python_text.hpp"

#include <algorithm>
#include <cmath>

namespace wf::expr {
namespace {

Value tagged(const char* tag, Value content) {
    return Value::dict({{tag, std::move(content)}});
}

Value encoded_items(const Value& collection, Tuples tuples) {
    ListBuilder items(collection.size());
    for (const Value& item : collection.items()) items.push(encode(item, tuples));
    return std::move(items).freeze();
}

Value encoded_list(const Value& list, Tuples tuples) {
    Value items = encoded_items(list, tuples);
    const bool marked = tuples == Tuples::marked && list.flavor() == ListFlavor::tuple;
    return marked ? tagged("$tuple", std::move(items)) : items;
}

Value encoded_dict(const Value& dict, Tuples tuples) {
    const auto has_text_key = [](const Member& member) { return member.key.is_string(); };
    if (std::ranges::all_of(dict.members(), has_text_key)) {
        DictBuilder members(dict.size());
        for (const Member& member : dict.members())
            members.set(member.key, encode(member.value, tuples));
        return std::move(members).freeze();
    }
    ListBuilder pairs(dict.size());
    for (const Member& member : dict.members())
        pairs.push(Value::list({encode(member.key, tuples), encode(member.value, tuples)}));
    return tagged("$dict", std::move(pairs).freeze());
}

Value encoded_datetime(const DateTime& at) {
    return tagged(at.date_only ? "$date" : "$datetime", datetime_text(at, 'T'));
}

constexpr std::string_view known_types[] = {
    "regex", "context", "function", "bytes", "undefined", "iterator"};

Value encoded_object(const Opaque& object) {
    const auto* known = std::ranges::find(known_types, object.type_name());
    return tagged("$type", known == std::end(known_types) ? std::string_view{"object"} : *known);
}

}  // namespace

Value encode(const Value& value, Tuples tuples) {
    switch (value.kind()) {
    case Kind::list: return encoded_list(value, tuples);
    case Kind::set: return tagged("$set", encoded_items(value, tuples));
    case Kind::dict: return encoded_dict(value, tuples);
    case Kind::datetime: return encoded_datetime(value.as_datetime());
    case Kind::timespan: return tagged("$timespan", value.as_timespan());
    case Kind::opaque: return encoded_object(value.as_opaque());
    case Kind::floating:
        if (std::isfinite(value.as_double())) return value;
        return tagged("$float", python_float(value.as_double()));
    case Kind::big_integer:
        // The readers of JSON that matter, Python's and ours, refuse more than 4300 digits.
        if (to_plain_json(value)) return value;
        raise("OverflowError", "Exceeds the limit (4300 digits) for integers in answers");
    case Kind::null:
    case Kind::boolean:
    case Kind::integer:
    case Kind::string: break;
    }
    return value;
}

}  // namespace wf::expr
