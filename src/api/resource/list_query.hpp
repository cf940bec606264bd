// The query parameters of a list: checked, turned into a storage query and back into the `next`
// link.
#pragma once
#include "api/resource/resource.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::api {

/// A resource without its row type.
struct ListShape {
    struct FieldInfo {
        std::string_view name;
        std::string_view column;
        bool is_written = false;
        std::uint8_t shown = 0;
    };

    struct ColumnInfo {
        ColumnKind kind;
        bool nullable;
    };

    std::string_view collection;
    std::string_view not_found;
    std::string_view all_projects_rule;
    std::span<const ListParameter> parameters;
    std::vector<FieldInfo> fields;
    std::optional<ColumnInfo> (*find_column)(std::string_view name) = nullptr;
    std::string_view default_sort = "created_at";
    bool is_lenient = false;  ///< actions: `marker` is a name and `fields` is ignored
};

template <class Row>
ListShape shape_of(const Resource<Row>& resource) {
    ListShape shape{
        .collection = resource.collection,
        .not_found = resource.not_found,
        .all_projects_rule = resource.all_projects_rule,
        .parameters = resource.parameters,
        .fields = {},
        .find_column = [](std::string_view name) -> std::optional<ListShape::ColumnInfo> {
            const Column<Row>* column = find_column<Row>(name);
            if (column == nullptr) return std::nullopt;
            return ListShape::ColumnInfo{column->kind, column->nullable};
        }};
    for (const Field<Row>& field : resource.fields)
        shape.fields.push_back({field.name, field.column, field.write != nullptr, field.shown});
    return shape;
}

/// A condition given by the path: tasks of one execution.
struct PathFilter {
    std::string_view column;
    std::string text;   ///< as the client named it, for the link
    std::string value;  ///< as storage knows it
};

struct ListPlan {
    Query query;
    FieldMask fields = 0;
    std::size_t limit = 0;         ///< always set: the cap where none was asked for
    bool matches_nothing = false;  ///< a filter that no row can fulfil
    std::string filters_link;      ///< "&name=eq:demo…"
    std::string fields_link;       ///< "&fields=id,name" or empty
};

/// @errors invalid_argument with the original's texts, forbidden for all_projects.
Result<ListPlan> plan_list(
    const Call& call, const ListShape& shape, const std::optional<PathFilter>& path = {}
);

/// The link to what follows the row with id `marker`.
std::string next_link(
    const Call& call, const ListShape& shape, const ListPlan& plan, std::string_view marker
);

/// The mask of `fields=` for a single GET; all of `otherwise` if it is absent.
Result<FieldMask> masked_fields(const Call& call, const ListShape& shape, FieldMask otherwise);

}  // namespace wf::api
