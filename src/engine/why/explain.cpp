#include "engine/why.hpp"
#include "engine/why/describe.hpp"
#include "engine/why/endings.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wf::engine {
namespace {

constexpr std::size_t entries_max = 500;  // of a whole answer, however wide the tree is
constexpr std::uint32_t depth_max = 50;   // of entries inside of entries

void set_time(DictBuilder& out, std::string_view key, const std::optional<Instant>& at) {
    if (at) out.set(key, to_text(*at));
}

class Explainer {
public:
    Explainer(const Tree& tree, Queue queue) : tree_(tree), queue_(queue) {}

    Causes causes_inside(WorkflowIx workflow) const;
    /// Adds `causes`, and `more` if some were left out.
    void write(DictBuilder& out, const Causes& causes, std::uint32_t depth);

private:
    Value entry_value(const Cause& cause, std::uint32_t depth);
    void add_task(TaskIx task, Causes& out) const;

    const Tree& tree_;
    Queue queue_;
    std::size_t written_ = 0;
};

/// A task without a cause: the engine has not come to it yet, or never will.
void Explainer::add_task(TaskIx task, Causes& out) const {
    const Causes own = causes_of(tree_, task);
    for (const Cause& cause : own.shown) out.add(cause);
    out.more += own.more;
    if (!own.empty()) return;
    const CauseKind kind = queue_ == Queue::waiting ? CauseKind::queued : CauseKind::stuck;
    out.add({kind, {NodeKind::task, task}, task, tree_.tasks[task].row.updated_at});
}

Causes Explainer::causes_inside(WorkflowIx workflow) const {
    const WorkflowNode& node = tree_.workflows[workflow];
    if (is_completed(node.row.state)) return endings_of(tree_, workflow);
    Causes found;
    if (node.row.state == State::paused) found = pauses_of(tree_, workflow);
    for (const TaskIx ix : node.tasks) {
        if (is_unfinished(tree_.tasks[ix])) add_task(ix, found);
    }
    if (!found.empty()) return found;
    const CauseKind kind = queue_ == Queue::waiting ? CauseKind::queued : CauseKind::stuck;
    found.add({kind, {NodeKind::workflow, workflow}, no_ix, node.row.updated_at});
    return found;
}

Value Explainer::entry_value(const Cause& cause, std::uint32_t depth) {
    ++written_;
    Entry entry = describe(tree_, cause);
    DictBuilder out;
    if (cause.task != no_ix) {
        const TaskExecutionRow& row = tree_.tasks[cause.task].row;
        out.set("task", row.name);
        out.set("task_execution_id", to_text(row.id));
        out.set("state", name_of(row.state));
    }
    out.set("kind", name_of(cause.kind));
    out.set("text", entry.text);
    set_time(out, "since", cause.since);
    set_time(out, "due", cause.due);
    const Value facts = std::move(entry.facts).freeze();
    for (const Member& m : facts.members()) out.set(m.key, m.value);
    if (entry.inside != no_ix) entry.below = causes_inside(entry.inside);
    if (!entry.below.empty()) write(out, entry.below, depth + 1);
    return std::move(out).freeze();
}

void Explainer::write(DictBuilder& out, const Causes& causes, std::uint32_t depth) {
    ListBuilder list(causes.shown.size());
    std::size_t more = causes.more;
    for (const Cause& cause : causes.shown) {
        if (written_ >= entries_max || depth > depth_max) {
            ++more;
        } else {
            list.push(entry_value(cause, depth));
        }
    }
    out.set("causes", std::move(list).freeze());
    if (more > 0) out.set("more", static_cast<std::int64_t>(more));
}

/// "task 'a': task 'b': action std.fail failed: …": along the first causes to where it begins.
std::string chain_text(const Value& causes) {
    std::string text;
    const Value* level = &causes;
    while (level->is_list() && !level->empty()) {
        const Value& first = level->items().front();
        if (first["task"].is_string())
            text += fmt::format("task '{}': ", first["task"].to_string());
        level = &first["causes"];
        const bool is_last = !level->is_list() || level->empty();
        // A command is a link of its own: the task that gave it is not the one that has failed.
        if (is_last || first.contains("by_task")) text += first["text"].to_string();
        if (!is_last && first.contains("by_task")) text += ": ";
    }
    return text;
}

/// Tasks whose failure will end the workflow once everything else has come to its end.
std::size_t unhandled_failures(const Tree& tree, const WorkflowNode& node) {
    return static_cast<std::size_t>(std::ranges::count_if(node.tasks, [&](TaskIx ix) {
        const TaskExecutionRow& row = tree.tasks[ix].row;
        return row.state == State::error && row.processed && !row.error_handled;
    }));
}

std::string summary_of(
    const Tree& tree, const WorkflowNode& node, const Value& causes, std::size_t more
) {
    const WorkflowExecutionRow& row = node.row;
    const std::size_t others = causes.size() + more - (causes.empty() ? 0 : 1);
    std::string text = is_completed(row.state)
                           ? fmt::format(
                                 "ended in {} at {}",
                                 name_of(row.state),
                                 to_text(row.updated_at.value_or(row.created_at))
                             )
                           : std::string{name_of(row.state)};
    if (!causes.empty()) text += ": " + chain_text(causes);
    if (others > 0) text += fmt::format(" (and {} more)", others);
    if (is_completed(row.state)) return text;
    if (const std::size_t failures = unhandled_failures(tree, node); failures > 0) {
        text += fmt::format(
            "; {} of its tasks {} failed and nothing handles that, so it will end in ERROR",
            failures,
            failures == 1 ? "has" : "have"
        );
    }
    return text;
}

}  // namespace

Value explain(const Tree& tree, WorkflowIx workflow, Queue queue) {
    const WorkflowNode& node = tree.workflows[workflow];
    Explainer explainer{tree, queue};
    DictBuilder body;
    explainer.write(body, explainer.causes_inside(workflow), 0);
    const Value below = std::move(body).freeze();
    const Value& more = below["more"];
    DictBuilder out;
    out.set("id", shown_id(node.row));
    out.set("workflow", node.row.workflow_name);
    out.set("state", name_of(node.row.state));
    const std::size_t left_out = more.is_null() ? 0 : static_cast<std::size_t>(more.as_int());
    out.set("summary", summary_of(tree, node, below["causes"], left_out));
    for (const Member& m : below.members()) out.set(m.key, m.value);
    return std::move(out).freeze();
}

}  // namespace wf::engine
