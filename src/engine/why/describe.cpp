#include "engine/why/describe.hpp"

#include "engine/why/describe_ending.hpp"
#include "engine/why/describe_waiting.hpp"

#include <algorithm>

namespace wf::engine {
namespace {

constexpr std::size_t text_bytes_max = 1000;

struct CauseRow {
    CauseKind kind;
    std::string_view name;  ///< in answers
    void (*describe)(const Tree& tree, const Cause& cause, Entry& entry);
};

constexpr CauseRow rows[] = {
    {CauseKind::wait_before, "wait-before", describe_wait_before},
    {CauseKind::wait_after, "wait-after", describe_wait_after},
    {CauseKind::retry, "retry", describe_retry},
    {CauseKind::timeout, "timeout", describe_timeout},
    {CauseKind::action, "action", describe_action},
    {CauseKind::async_action, "async-action", describe_async_action},
    {CauseKind::paused_action, "paused-action", describe_paused_action},
    {CauseKind::sub_workflow, "sub-workflow", describe_sub_workflow},
    {CauseKind::items, "with-items", describe_items},
    {CauseKind::join, "join", describe_join},
    {CauseKind::pause_before, "pause-before", describe_pause_before},
    {CauseKind::pause_command, "pause-command", describe_pause_command},
    {CauseKind::pause_request, "pause", describe_pause_request},
    {CauseKind::held, "held", describe_held},
    {CauseKind::queued, "queued", describe_queued},
    {CauseKind::stuck, "stuck", describe_stuck},
    {CauseKind::task_failed, "task-failed", describe_task_ending},
    {CauseKind::task_cancelled, "task-cancelled", describe_task_ending},
    {CauseKind::action_failed, "action-failed", describe_action_failed},
    {CauseKind::action_cancelled, "action-cancelled", describe_action_cancelled},
    {CauseKind::workflow_failed, "sub-workflow-failed", describe_workflow_ending},
    {CauseKind::workflow_cancelled, "sub-workflow-cancelled", describe_workflow_ending},
    {CauseKind::fail_command, "fail-command", describe_command},
    {CauseKind::succeed_command, "succeed-command", describe_command},
    {CauseKind::output, "output", describe_output},
    {CauseKind::request, "request", describe_request},
};
static_assert(std::ranges::is_sorted(rows, {}, &CauseRow::kind));
static_assert(std::size(rows) == static_cast<std::size_t>(CauseKind::request) + 1);

}  // namespace

std::string_view name_of(CauseKind kind) {
    return rows[static_cast<std::size_t>(kind)].name;
}

Entry describe(const Tree& tree, const Cause& cause) {
    Entry entry;
    rows[static_cast<std::size_t>(cause.kind)].describe(tree, cause, entry);
    return entry;
}

std::string shown_id(const WorkflowExecutionRow& row) {
    return row.alias.empty() ? to_text(row.id) : row.alias;
}

std::string cut_text(std::string_view text) {
    if (text.size() <= text_bytes_max) return std::string{text};
    std::size_t end = text_bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;  // whole characters
    return std::string{text.substr(0, end)} + "...";
}

}  // namespace wf::engine
