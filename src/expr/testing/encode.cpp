// The encodings of values that docs/evaluator.md tells.
#include "expr/testing/encode.hpp"

#include "value/json.hpp"
#include "value/python_text.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace wf::expr::testing {
namespace {

std::string joined(const std::vector<std::string>& parts) {
    std::string out = "[";
    for (const std::string& part : parts) {
        if (out.size() > 1) out += ", ";
        out += part;
    }
    return out + "]";
}

std::string encoded_items(const Value& value) {
    std::vector<std::string> parts;
    for (const Value& item : value.items()) parts.push_back(encoded(item));
    if (value.kind() == Kind::set) {
        std::ranges::sort(parts);
        return "{\"$set\": " + joined(parts) + "}";
    }
    return joined(parts);
}

std::string encoded_dict(const Value& value) {
    const bool plain =
        std::ranges::all_of(value.members(), [](const Member& m) { return m.key.is_string(); });
    std::vector<std::string> parts;
    std::string out = "{";
    for (const Member& member : value.members()) {
        if (out.size() > 1) out += ", ";
        out += encoded(member.key) + ": " + encoded(member.value);
        parts.push_back("[" + encoded(member.key) + ", " + encoded(member.value) + "]");
    }
    return plain ? out + "}" : "{\"$dict\": " + joined(parts) + "}";
}

std::string tagged(std::string_view tag, std::string_view text) {
    return "{\"" + std::string{tag} + "\": " + to_json(Value(text), JsonStyle::compact) + "}";
}

}  // namespace

std::string encoded(const Value& value) {
    switch (value.kind()) {
    case Kind::list:
    case Kind::set: return encoded_items(value);
    case Kind::dict: return encoded_dict(value);
    case Kind::datetime: return tagged("$datetime", datetime_text(value.as_datetime(), 'T'));
    case Kind::timespan: return "{\"$timespan\": " + std::to_string(value.as_timespan()) + "}";
    case Kind::opaque: return tagged("$type", value.as_opaque().type_name());
    case Kind::floating:
        if (!std::isfinite(value.as_double()))
            return tagged("$float", python_float(value.as_double()));
        break;
    default: break;
    }
    return to_json(value, JsonStyle::compact);
}

}  // namespace wf::expr::testing
