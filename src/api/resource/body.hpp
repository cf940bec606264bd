// JSON request bodies: parsed, checked against the fields of a resource, JSON texts opened.
#pragma once
#include "api/resource/resource.hpp"

#include <optional>
#include <string_view>

namespace wf::api {

struct Attribute {
    Wire wire;
    Access access;
};

using FindAttribute = std::optional<Attribute> (*)(std::string_view name);

/// The body as a dict that holds only known attributes of the right type. Nulls are left out (a
/// null counts as absent); JSON texts are dicts, whether they came as text or as objects.
/// @errors invalid_argument with the original's texts
Result<Value> read_body(const Call& call, std::string_view argument, FindAttribute find);

/// As read_body, by the fields of a resource.
template <const auto& resource>
Result<Value> read_body_of(const Call& call) {
    return read_body(
        call,
        resource.argument,
        [](std::string_view name) -> std::optional<Attribute> {
            for (const auto& field : resource.fields) {
                if (field.name == name) return Attribute{field.wire, field.access};
            }
            return std::nullopt;
        }
    );
}

/// Text of a member, empty if it is absent.
std::string text_of(const Value& body, std::string_view name);
/// 400 if the text has more than `characters_max` characters.
Result<void> check_length(std::string_view name, std::string_view text, std::size_t characters_max);
/// The `name` of what is to be made; 400 if it is missing or too long.
Result<std::string> mandatory_name(const Value& body, std::size_t characters_max);
/// Sets `scope` if the body does; 400 if it is neither private nor public, 403 if it is public and
/// the rule does not allow it.
Result<void> take_scope(
    const Call& call, const Value& body, std::string_view publicize_rule, std::string& scope
);

}  // namespace wf::api
