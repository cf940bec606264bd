#include "api/resource/body.hpp"

#include "value/json.hpp"
#include "value/python_text.hpp"

#include <algorithm>

namespace wf::api {
namespace {

tl::unexpected<Error> wrong_type(
    std::string_view name, const Value& value, std::string_view expected
) {
    std::string why = "Wrong type. Expected '";
    why += expected;
    why += "', got '<class '";
    why += python_type_name(value);
    why += "'>'";
    return invalid_input(name, python_str(value), why);
}

Result<Value> as_boolean(std::string_view name, const Value& value) {
    if (value.is_bool()) return value;
    if (value.kind() == Kind::integer) return Value{value.as_int() != 0};
    if (value.is_string()) {
        constexpr std::string_view yes[] = {"true", "t", "yes", "y", "on", "1"};
        constexpr std::string_view no[] = {"false", "f", "no", "n", "off", "0"};
        std::string text = value.to_string();
        std::ranges::transform(text, text.begin(), [](unsigned char c) {
            return static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        });
        if (std::ranges::find(yes, text) != std::end(yes)) return Value{true};
        if (std::ranges::find(no, text) != std::end(no)) return Value{false};
    }
    const std::string shown = python_str(value);
    return invalid_input(name, shown, "Value not an unambiguous boolean: " + shown);
}

Result<Value> as_json_object(std::string_view name, const Value& value) {
    Value object = value;
    if (value.is_string()) {
        auto parsed = parse_json(value.as_string());
        if (!parsed)
            return invalid_input(
                name, value.as_string(), "A JSON object is expected: " + parsed.error().message
            );
        object = *std::move(parsed);
    }
    if (!truthy(object)) return Value::dict({});
    if (!object.is_dict())
        return fail(
            ErrorCode::invalid_argument,
            "JsonType field value must be a dictionary [actual=" + python_str(object) + "]"
        );
    return object;
}

Result<Value> checked(std::string_view name, Wire wire, const Value& value) {
    switch (wire) {
    case Wire::text:
        if (!value.is_string()) return wrong_type(name, value, "<class 'str'>");
        return value;
    case Wire::boolean: return as_boolean(name, value);
    case Wire::integer:
        if (!value.is_integer()) return wrong_type(name, value, "<class 'int'>");
        return value;
    case Wire::tags: {
        const bool is_texts =
            value.is_list() && std::ranges::all_of(value.items(), &Value::is_string);
        if (!is_texts) return wrong_type(name, value, "[<class 'str'>]");
        return value;
    }
    case Wire::json_text: return as_json_object(name, value);
    }
    return value;
}

}  // namespace

Result<Value> read_body(const Call& call, std::string_view argument, FindAttribute find) {
    const std::string& text = call.request().body;
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) return missing_argument(argument);
    const auto parsed = parse_json(text);
    if (parsed && parsed->is_null()) return missing_argument(argument);
    if (!parsed || !parsed->is_dict())
        return fail(ErrorCode::invalid_argument, "Request is not in valid JSON format");
    DictBuilder body;
    for (const Member& member : parsed->members()) {
        const std::string_view name = member.key.as_string();
        const auto attribute = find(name);
        if (!attribute)
            return fail(
                ErrorCode::invalid_argument,
                "Unknown attribute for argument " + std::string{argument} + ": " + std::string{name}
            );
        if (member.value.is_null()) continue;
        if (attribute->access == Access::read_only)
            return invalid_input(name, python_str(member.value), "Cannot set read only field.");
        WF_TRY(Value value, checked(name, attribute->wire, member.value));
        body.set(member.key, std::move(value));
    }
    return std::move(body).freeze();
}

std::string text_of(const Value& body, std::string_view name) {
    const Value* member = body.find(name);
    return member != nullptr && member->is_string() ? member->to_string() : std::string{};
}

Result<void> check_length(
    std::string_view name, std::string_view text, std::size_t characters_max
) {
    const auto characters = std::ranges::count_if(text, [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;  // not a continuation byte
    });
    if (static_cast<std::size_t>(characters) <= characters_max) return {};
    return invalid_input(
        name,
        text,
        "Value should have a maximum character requirement of " + std::to_string(characters_max)
    );
}

Result<std::string> mandatory_name(const Value& body, std::size_t characters_max) {
    std::string name = text_of(body, "name");
    if (name.empty()) return invalid_input("name", "None", "Mandatory field missing.");
    WF_CHECK(check_length("name", name, characters_max));
    return name;
}

Result<void> take_scope(
    const Call& call, const Value& body, std::string_view publicize_rule, std::string& scope
) {
    if (!body.contains("scope")) return {};
    scope = text_of(body, "scope");
    if (scope != "private" && scope != "public")
        return invalid_input("scope", scope, "Value should be one of: private, public");
    if (scope == "public") return call.enforce(publicize_rule);
    return {};
}

}  // namespace wf::api
