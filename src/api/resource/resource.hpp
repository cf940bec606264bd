// A REST resource as tables: its fields (answers, request bodies, `fields=`) and the filters of its
// list. The generic code of list.hpp and body.hpp works from these rows.
#pragma once
#include "api/resource/row_writer.hpp"
#include "base/error.hpp"
#include "model/columns.hpp"
#include "ports/storage.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wf::api {

/// What a field is on the wire; request bodies are checked against it.
enum class Wire : std::uint8_t {
    text,
    boolean,
    integer,
    tags,       // list of texts
    json_text,  // JSON in a string; an object is accepted in requests
};

/// Where a field shows up; bits.
namespace show {
inline constexpr std::uint8_t nowhere = 0;    // request only
inline constexpr std::uint8_t item = 1;       // GET by id and answers to commands
inline constexpr std::uint8_t list = 2;       // in lists
inline constexpr std::uint8_t on_demand = 4;  // in lists with include_output
inline constexpr std::uint8_t get = 8;        // GET by id only
inline constexpr std::uint8_t always = item | list;
}  // namespace show

enum class Access : std::uint8_t { writable, read_only };

template <class Row>
struct Field {
    std::string_view name;
    Wire wire = Wire::text;
    std::uint8_t shown = show::always;
    void (*write)(RowWriter& out, const Row& row) = nullptr;  ///< null: request only, or special
    Access access = Access::writable;
    std::string_view column = {};  ///< that storage has to read for it; empty: the one of its name
};

/// The fields of an answer, as bits by position.
using FieldMask = std::uint32_t;

/// A query parameter of a list besides the common ones.
struct ListParameter {
    enum class Kind : std::uint8_t {
        text,
        uuid,
        boolean,
        integer,  // at least 1
        time,
        json,
        tags,
        name,       // of a state or scope: any text is accepted and may match nothing
        execution,  // id of an execution, or an alias
        nulls,
        flag,  // include_output: no filter
        all_projects,
        unsupported,  // known to the original, where it failed
    };

    std::string_view name;
    Kind kind = Kind::text;
};

template <class Row>
struct Resource {
    std::string_view collection;  ///< in paths and as the key of lists: "executions"
    std::string_view argument;    ///< of request bodies in messages: "wf_ex"
    std::span<const Field<Row>> fields;
    std::span<const ListParameter> parameters;
    Result<std::vector<Row>> (Storage::*list)(const Query& query) = nullptr;
    /// "Task execution not found [id=" – completed with the marker and "]".
    std::string_view not_found;
    std::string_view all_projects_rule =
        {};  ///< policy rule of `all_projects`; empty: not supported
    RowChanges<Row> DefinitionChanges::*changes = nullptr;  ///< of rows that the API writes itself

    FieldMask mask(unsigned shown) const {
        FieldMask bits = 0;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if ((fields[i].shown & shown) != 0 && fields[i].write != nullptr)
                bits |= FieldMask{1} << i;
        }
        return bits;
    }
};

template <class Row>
void write_row(RowWriter& out, const Resource<Row>& resource, FieldMask mask, const Row& row) {
    char separator = '{';
    for (std::size_t i = 0; mask >> i != 0; ++i) {
        if ((mask >> i & 1U) == 0) continue;
        const Field<Row>& field = resource.fields[i];
        std::string& text = out.out();
        text += separator;
        text += '"';
        text += field.name;
        text += "\":";
        field.write(out, row);
        separator = ',';
    }
    out.raw(separator == '{' ? "{}" : "}");
}

/// `{"executions":[…]`, left open for members that follow.
template <class Row>
void write_rows(
    RowWriter& out, const Resource<Row>& resource, FieldMask mask, std::span<const Row> rows
) {
    out.raw("{\"");
    out.raw(resource.collection);
    out.raw("\":[");
    for (const Row& row : rows) {
        if (&row != rows.data()) out.raw(",");
        write_row(out, resource, mask, row);
    }
    out.raw("]");
}

/// Fields by name as text, for messages.
template <class Row>
std::string names_of_fields(const Resource<Row>& resource) {
    std::string names;
    for (const Field<Row>& field : resource.fields) {
        if (field.shown == show::nowhere) continue;
        if (!names.empty()) names += ", ";
        names += field.name;
    }
    return names;
}

}  // namespace wf::api
