#include "storage/rows/messages.hpp"

#include <initializer_list>

namespace wf {
namespace {

std::string join(std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const std::string_view part : parts) text += part;
    return text;
}

std::string duplicate_definition(
    std::string_view kind, const std::string& name, const std::string& name_space
) {
    return join(
        {"Duplicate entry for ",
         kind,
         " ['name', 'namespace', 'project_id']: ",
         name,
         ", ",
         name_space,
         ", None"}
    );
}

std::string duplicate_execution(std::string_view kind, const Id& id) {
    return join({"Duplicate entry for ", kind, " ['id']: ", to_text(id)});
}

}  // namespace

std::string duplicate_text(const WorkflowDefinitionRow& row) {
    return duplicate_definition("WorkflowDefinition", row.name, row.name_space);
}

std::string duplicate_text(const ActionDefinitionRow& row) {
    return duplicate_definition("Action", row.name, row.name_space);
}

std::string duplicate_text(const WorkbookRow& row) {
    return duplicate_definition("WorkbookDefinition", row.name, row.name_space);
}

std::string duplicate_text(const EnvironmentRow& row) {
    return join({"Duplicate entry for Environment ['name', 'project_id']: ", row.name, ", None"});
}

std::string duplicate_text(const CronTriggerRow& row) {
    return join({"Duplicate entry for cron trigger ['name', 'project_id']: ", row.name, ", None"});
}

std::string duplicate_text(const EventTriggerRow& row) {
    return join(
        {"Duplicate entry for EventTrigger ['exchange', 'topic', 'event', 'workflow_id', "
         "'project_id']: ",
         row.exchange,
         ", ",
         row.topic,
         ", ",
         row.event,
         ", ",
         to_text(row.workflow_id),
         ", None"}
    );
}

std::string duplicate_text(const WorkflowExecutionRow& row) {
    if (row.alias.empty()) return duplicate_execution("WorkflowExecution", row.id);
    return join({"Duplicate entry for WorkflowExecution ['id']: ", row.alias});
}

std::string duplicate_text(const TaskExecutionRow& row) {
    return duplicate_execution("TaskExecution", row.id);
}

std::string duplicate_text(const ActionExecutionRow& row) {
    return duplicate_execution("ActionExecution", row.id);
}

Error missing_row(std::string_view table, const Id& id) {
    return {ErrorCode::not_found, join({"there is no row ", to_text(id), " in ", table}), {}, {}};
}

Error fenced_off(std::uint32_t shard, std::uint64_t epoch, std::uint64_t stored_epoch) {
    return {
        ErrorCode::storage_conflict,
        join(
            {"shard ",
             std::to_string(shard),
             " was taken over by another owner (epoch ",
             std::to_string(stored_epoch),
             ", ours is ",
             std::to_string(epoch),
             ")"}
        ),
        {},
        {}};
}

Error unknown_shard(std::uint32_t shard, std::uint32_t shard_count) {
    return {
        ErrorCode::storage_conflict,
        join(
            {"there is no shard ",
             std::to_string(shard),
             ", the database has ",
             std::to_string(shard_count)}
        ),
        {},
        {}};
}

Error unknown_column(std::string_view table, std::string_view column) {
    return {ErrorCode::invalid_argument, join({table, " has no column '", column, "'"}), {}, {}};
}

Error unknown_marker(std::string_view table, std::string_view marker) {
    return {ErrorCode::not_found, join({"marker ", marker, " is not in ", table}), {}, {}};
}

Error bad_filter_value(std::string_view column, std::string_view expected) {
    return {
        ErrorCode::invalid_argument, join({"a filter on '", column, "' needs ", expected}), {}, {}};
}

}  // namespace wf
