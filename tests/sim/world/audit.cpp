#include "world/audit.hpp"

#include "storage/rows/stored_columns.hpp"

namespace wf::sim {
namespace {

bool same(const NextTask& a, const NextTask& b) {
    return a.name == b.name && a.event == b.event;
}

template <class T>
bool same(const T& a, const T& b) {
    return a == b;
}

bool same(const std::vector<NextTask>& a, const std::vector<NextTask>& b) {
    return std::ranges::equal(a, b, [](const auto& x, const auto& y) { return same(x, y); });
}

/// A report that an action still runs changes no row; the time is stored with what happens next.
constexpr std::string_view not_compared = "last_heartbeat";

template <class Row>
std::optional<std::string> row_difference(const Row& memory, const Row& stored) {
    std::optional<std::string> found;
    visit_columns(RowType<Row>{}, [&](StoredColumn column, auto member) {
        if (!found && column.name != not_compared && !same(memory.*member, stored.*member))
            found = std::string{column.name};
    });
    return found;
}

/// A counter or list that is derived, by name.
struct Check {
    std::string_view name;
    bool equal;
};

std::optional<std::string> first_unequal(std::initializer_list<Check> checks) {
    for (const Check& check : checks) {
        if (!check.equal) return std::string{check.name};
    }
    return std::nullopt;
}

bool same_joins(const WorkflowNode& a, const WorkflowNode& b) {
    if (a.joins.size() != b.joins.size()) return false;
    return std::ranges::all_of(a.joins, [&](const auto& entry) {
        const auto other = b.joins.find(entry.first);
        return other != b.joins.end() && other->second.edges == entry.second.edges &&
               other->second.triggered == entry.second.triggered &&
               other->second.dead == entry.second.dead &&
               other->second.unborn == entry.second.unborn;
    });
}

std::optional<std::string> difference(const WorkflowNode& a, const WorkflowNode& b) {
    if (auto column = row_difference(a.row, b.row)) return column;
    return first_unequal({
        {"tasks", a.tasks == b.tasks},
        {"latest", a.latest == b.latest},
        {"joins", same_joins(a, b)},
        {"open_tasks", a.open_tasks == b.open_tasks},
        {"waiting_joins", a.waiting_joins == b.waiting_joins},
        {"open_by_number", a.open_by_number == b.open_by_number},
        {"cancelled", a.cancelled == b.cancelled},
        {"unhandled_errors", a.unhandled_errors == b.unhandled_errors},
        {"paused_tasks", a.paused_tasks == b.paused_tasks},
    });
}

bool same_arrivals(const TaskNode& a, const TaskNode& b) {
    return std::ranges::equal(a.arrivals, b.arrivals, [](const Arrival& x, const Arrival& y) {
        return x.from == y.from && x.slot == y.slot;
    });
}

std::optional<std::string> difference(const TaskNode& a, const TaskNode& b) {
    if (auto column = row_difference(a.row, b.row)) return column;
    return first_unequal({
        {"actions", a.actions == b.actions},
        {"children", a.children == b.children},
        {"in_flight", a.in_flight == b.in_flight},
        {"succeeded", a.succeeded == b.succeeded},
        {"failed", a.failed == b.failed},
        {"cancelled", a.cancelled == b.cancelled},
        {"paused", a.paused == b.paused},
        {"arrivals", same_arrivals(a, b)},
    });
}

std::optional<std::string> difference(const ActionNode& a, const ActionNode& b) {
    return row_difference(a.row, b.row);
}

template <class Nodes>
std::optional<std::string> first_difference(
    std::string_view kind, const Nodes& memory, const Nodes& stored
) {
    if (memory.size() != stored.size()) {
        return "number of " + std::string{kind} + "s: " + std::to_string(memory.size()) +
               " in memory, " + std::to_string(stored.size()) + " stored";
    }
    for (std::size_t i = 0; i < memory.size(); ++i) {
        if (const auto what = difference(memory[i], stored[i])) {
            return std::string{kind} + " " + to_text(memory[i].row.id) + ": " + *what;
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> audit(
    const Tree& memory, Storage& disk, const engine::ProgramSource& programs
) {
    auto rows = disk.load_tree(memory.root);
    if (!rows || !*rows) return "the tree " + to_text(memory.root) + " is not stored";
    const auto built = engine::rebuild(
        {memory.root,
         std::move((*rows)->workflows),
         std::move((*rows)->tasks),
         std::move((*rows)->actions)},
        programs
    );
    if (!built) return "rebuild: " + built.error().message;
    if (auto what = first_difference("workflow", memory.workflows, built->workflows)) return what;
    if (auto what = first_difference("task", memory.tasks, built->tasks)) return what;
    if (auto what = first_difference("action", memory.actions, built->actions)) return what;
    const auto counter = first_unequal({
        {"open_workflows", memory.open_workflows == built->open_workflows},
        {"actions_in_flight", memory.actions_in_flight == built->actions_in_flight},
        {"waiting_tasks", memory.waiting_tasks == built->waiting_tasks},
    });
    if (counter) return "tree: " + *counter;
    return std::nullopt;
}

}  // namespace wf::sim
