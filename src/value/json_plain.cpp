// Turning what expressions produce into plain JSON data.
#include "value/big_integer.hpp"
#include "value/json.hpp"
#include "value/json_key.hpp"
#include "value/json_strict.hpp"
#include "value/node/node.hpp"
#include "value/python_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace wf {
namespace {

/// Adds the way to the offending part in front, while the recursion is left: "[2]", ".name".
Error inside(Error error, const std::string& step) {
    error.notes.insert(error.notes.begin(), step);
    return error;
}

Result<Value> convert(const Value& value);

Result<Value> convert_items(const Value& value) {
    ListBuilder items{value.size()};
    std::size_t index = 0;
    for (const Value& item : value.items()) {
        Result<Value> plain = convert(item);
        if (!plain)
            return tl::unexpected(inside(std::move(plain).error(), fmt::format("[{}]", index)));
        items.push(*std::move(plain));
        ++index;
    }
    return std::move(items).freeze();
}

Result<Value> convert_members(const Value& value) {
    DictBuilder members{value.size()};
    for (const Member& member : value.members()) {
        Value key = member.key.is_string() ? member.key : Value{json_key_text(member.key)};
        Result<Value> plain = convert(member.value);
        if (!plain)
            return tl::unexpected(
                inside(std::move(plain).error(), fmt::format(".{}", key.as_string()))
            );
        members.set(std::move(key), *std::move(plain));
    }
    return std::move(members).freeze();
}

Result<Value> convert(const Value& value) {
    if (node::is_plain(value)) return value;
    switch (value.kind()) {
    case Kind::list:
    case Kind::set: return convert_items(value);
    case Kind::dict: return convert_members(value);
    case Kind::datetime:
    case Kind::timespan: return Value{python_str(value)};
    case Kind::big_integer:
        return fail(
            ErrorCode::limit_exceeded,
            fmt::format("an integer of more than {} digits", integer_digits_max)
        );
    case Kind::opaque:
        return fail(
            ErrorCode::invalid_argument,
            fmt::format("a value of type '{}' is not data", value.as_opaque().type_name())
        );
    case Kind::null:
    case Kind::boolean:
    case Kind::integer:
    case Kind::floating:
    case Kind::string: break;
    }
    return value;
}

}  // namespace

std::string json_key_text(const Value& key) {
    switch (key.kind()) {
    case Kind::string: return key.to_string();
    case Kind::null: return "null";
    case Kind::boolean: return key.as_bool() ? "true" : "false";
    case Kind::floating:
    case Kind::integer:
    case Kind::big_integer: return to_json(key);
    case Kind::list:
    case Kind::dict:
    case Kind::set:
    case Kind::datetime:
    case Kind::timespan:
    case Kind::opaque: return python_str(key);
    }
    return {};
}

Result<Value> to_plain_json(const Value& value) {
    // Deeper data could be written, but never be read again. An overlay knows only once it is flat.
    if (value.depth() > JsonLimits{}.depth_max) static_cast<void>(value.members());
    if (value.depth() > JsonLimits{}.depth_max)
        return tl::unexpected(nested_too_deep(JsonLimits{}.depth_max));
    Result<Value> plain = convert(value);
    if (plain || plain.error().notes.empty()) return plain;
    Error error = std::move(plain).error();
    std::string path = "$";
    for (const std::string& step : error.notes) path += step;
    error.notes.clear();
    error.message += " at " + path;
    return tl::unexpected(std::move(error));
}

}  // namespace wf
