#include "model/definition_rows.hpp"

namespace wf {
namespace {

template <class Row, class Parsed>
Row new_row(const Parsed& parsed, const Id& id, Instant created_at) {
    Row row;
    row.id = id;
    row.project_id = default_project;
    row.created_at = created_at;
    take_over(row, parsed);
    return row;
}

}  // namespace

void take_over(WorkflowDefinitionRow& row, const lang::WorkflowDefinition& parsed) {
    row.name = parsed.name;
    row.definition = parsed.definition;
    row.checksum = parsed.checksum;
    row.input = parsed.input_text;
    row.interface = parsed.interface;
    row.tags = parsed.tags;
    row.workbook_name = parsed.program->workbook_name;
}

void take_over(ActionDefinitionRow& row, const lang::ActionDefinition& parsed) {
    const Value& description = parsed.description;
    row.name = parsed.name;
    row.definition = parsed.definition;
    row.spec = parsed.spec;
    row.input = parsed.input_text;
    row.description = description.is_string() ? description.to_string() : std::string{};
    row.tags = parsed.tags;
    row.workbook_name = parsed.action->workbook_name;
}

void take_over(WorkbookRow& row, const lang::WorkbookDefinition& parsed) {
    row.name = parsed.name;
    row.definition = parsed.definition;
    row.tags = parsed.tags;
}

WorkflowDefinitionRow row_of(
    const lang::WorkflowDefinition& parsed, const Id& id, Instant created_at
) {
    return new_row<WorkflowDefinitionRow>(parsed, id, created_at);
}

ActionDefinitionRow row_of(const lang::ActionDefinition& parsed, const Id& id, Instant created_at) {
    return new_row<ActionDefinitionRow>(parsed, id, created_at);
}

}  // namespace wf
