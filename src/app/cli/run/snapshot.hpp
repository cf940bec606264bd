// How far an execution and its sub-workflows are, read from storage.
#pragma once
#include "base/error.hpp"
#include "model/rows.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wf {
class Storage;
}

namespace wf::cli {

struct WorkflowProgress;

struct TaskProgress {
    Id id;
    std::string name;
    State state = State::idle;
    std::string info;
    std::optional<Instant> started_at;
    std::optional<Instant> finished_at;
    std::int64_t items = -1;  ///< with-items: how many; -1: none
    std::size_t items_done = 0;
    std::int32_t retries = 0;
    std::vector<WorkflowProgress> children;  ///< sub-workflows, in order of their start
};

struct WorkflowProgress {
    Id id;
    std::string name;
    State state = State::idle;
    std::string info;
    Value output;
    Instant created_at = {};
    std::optional<Instant> updated_at;
    std::vector<TaskProgress> tasks;
};

/// @errors not_found, and those of storage.
Result<WorkflowProgress> read_progress(Storage& storage, const Id& root);

}  // namespace wf::cli
