// How the fields of an API object become the cells of a row.
#pragma once
#include "app/cli/outcome.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wf::cli {

enum class Cell : std::uint8_t {
    plain,
    cut,        // at most 25 characters in lists
    or_none,    // "<none>" for null and empty
    tags,       // "a, b" or "<none>"
    json,       // pretty-printed; not shown in lists
    detail,     // as it is; not shown in lists
    run_time,   // created_at to updated_at, once finished
    task_time,  // started_at to finished_at
};

struct Column {
    std::string_view field;
    std::string_view title;
    Cell cell = Cell::plain;
};

/// One kind of object of the API.
struct Resource {
    std::string_view path;        ///< "/workflows"
    std::string_view collection;  ///< member of a list's answer: "workflows"
    std::string_view thing;       ///< as messages call it: "workflow"
    std::span<const Column> columns;
    bool newest_first = false;  ///< lists show the newest 100, oldest of them first
};

Outcome fields_outcome(const Resource& resource, const Value& object, Instant now);
Outcome rows_outcome(const Resource& resource, std::span<const Value> objects, Instant now);
/// Comma-separated fields that the list of `resource` shows, for `fields=`.
std::string listed_fields(const Resource& resource);

/// "0:00:05", "1 day, 0:00:00"; "<elapsed>..." while it runs, "..." below two seconds.
std::string duration_text(const Value& from, const Value& to, Instant now);

extern const Resource workbooks;
extern const Resource workflows;
extern const Resource actions;
extern const Resource environments;
extern const Resource cron_triggers;
extern const Resource event_triggers;
extern const Resource executions;
extern const Resource tasks;
extern const Resource action_executions;

}  // namespace wf::cli
