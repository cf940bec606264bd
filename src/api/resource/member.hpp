// Fields that show a member of their row as it is. What goes over the wire follows from its type.
#pragma once
#include "api/resource/resource.hpp"

#include <concepts>
#include <type_traits>

namespace wf::api {

template <class Member>
struct MemberOf;

template <class R, class T>
struct MemberOf<T R::*> {
    using Row = R;
    using Type = T;
};

template <class T>
constexpr Wire wire_of = Wire::text;  // of ids, times and names of states, too
template <>
inline constexpr Wire wire_of<bool> = Wire::boolean;
template <>
inline constexpr Wire wire_of<std::optional<std::int64_t>> = Wire::integer;
template <>
inline constexpr Wire wire_of<Value> = Wire::json_text;

template <auto pointer>
constexpr Wire wire_of_member = wire_of<typename MemberOf<decltype(pointer)>::Type>;

/// Null where there is nothing, but for texts: these are empty then.
template <Wire wire, class T>
void write_as(RowWriter& out, const T& value) {
    if constexpr (std::same_as<T, std::string>) {
        out.text(value);
    } else if constexpr (std::same_as<T, std::optional<std::string>>) {
        out.text_or_null(value);
    } else if constexpr (std::same_as<T, Id>) {
        out.id(value);
    } else if constexpr (std::same_as<T, bool>) {
        out.boolean(value);
    } else if constexpr (std::same_as<T, std::optional<std::int64_t>>) {
        value ? out.integer(*value) : out.null();
    } else if constexpr (std::same_as<T, Value>) {
        wire == Wire::tags ? out.tags(value) : out.json_text(value);
    } else if constexpr (std::is_enum_v<T>) {
        out.text(name_of(value));
    } else {
        out.time(value);
    }
}

template <auto pointer, Wire wire = wire_of_member<pointer>>
constexpr auto member(std::string_view name) {
    using Row = typename MemberOf<decltype(pointer)>::Row;
    return Field<Row>{.name = name, .wire = wire, .write = [](RowWriter& out, const Row& row) {
                          write_as<wire>(out, row.*pointer);
                      }};
}

template <class Row>
constexpr Field<Row> read_only(Field<Row> field) {
    field.access = Access::read_only;
    return field;
}

}  // namespace wf::api
