// One row of a resource: the one implementation of GET, POST, PUT and DELETE for those that the API
// writes itself.
#pragma once
#include "api/resource/list_query.hpp"

namespace wf::api {

/// The row as commands answer it.
template <class Row>
void answer_row(const Call& call, const Resource<Row>& resource, const Row& row) {
    RowWriter out{call};
    write_row(out, resource, resource.mask(show::item), row);
}

/// What a POST or PUT of several has stored.
template <class Row>
void answer_rows(const Call& call, const Resource<Row>& resource, const std::vector<Row>& rows) {
    RowWriter out{call};
    write_rows<Row>(out, resource, resource.mask(show::item), rows);
    out.raw("}");
}

/// The row as GET answers it, with `fields=` if asked for.
template <class Row>
Result<void> answer_item(const Call& call, const Resource<Row>& resource, const Row& row) {
    const FieldMask all = resource.mask(show::item | show::get);
    FieldMask mask = all;
    if (call.query().find("fields") != nullptr) {
        WF_TRY(mask, masked_fields(call, shape_of(resource), all));
    }
    RowWriter out{call};
    write_row(out, resource, mask, row);
    return {};
}

template <class Row>
Result<void> insert_row(const Call& call, const Resource<Row>& resource, Row row) {
    row.id = call.new_id();
    row.project_id = default_project;
    row.created_at = call.now();
    DefinitionChanges changes;
    (changes.*resource.changes).inserted.push_back(row);
    WF_CHECK(call.storage().change_definitions(changes));
    call.response().status = 201;
    answer_row(call, resource, row);
    return {};
}

template <class Row>
Result<void> update_row(const Call& call, const Resource<Row>& resource, Row row) {
    row.updated_at = call.now();
    DefinitionChanges changes;
    (changes.*resource.changes).updated.push_back(row);
    WF_CHECK(call.storage().change_definitions(changes));
    answer_row(call, resource, row);
    return {};
}

template <class Row>
Result<void> delete_row(const Call& call, RowChanges<Row> DefinitionChanges::*kind, const Id& id) {
    DefinitionChanges changes;
    (changes.*kind).deleted.push_back(id);
    WF_CHECK(call.storage().change_definitions(changes));
    call.response().status = 204;
    return {};
}

/// Handlers for the row that `require` finds by the path of the call.
template <const auto& resource, auto require>
Result<void> get_of(Call& call) {
    WF_TRY(const auto row, require(call));
    return answer_item(call, resource, row);
}

template <const auto& resource, auto require>
Result<void> delete_of(Call& call) {
    WF_TRY(const auto row, require(call));
    return delete_row(call, resource.changes, row.id);
}

}  // namespace wf::api
