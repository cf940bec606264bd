// [engine]: what the core allows and how commits are formed.
#include "config/options/rows.hpp"

namespace wf::config_rows {

namespace {

constexpr std::string_view merge_strategies[] = {"replace", "merge"};

constexpr Option rows[] = {
    {.section = "engine",
     .name = "execution_field_size_limit_kb",
     .slot = [](Config& c) -> Slot { return &c.engine.execution_field_size_limit_kb; },
     .doc = "Greatest size of an input, output, params or published field; -1: no limit.",
     .unit = "KB",
     .min = -1,
     .max = 4e6},
    {.section = "engine",
     .name = "execution_memory_limit_mb",
     .slot = [](Config& c) -> Slot { return &c.engine.execution_memory_limit_mb; },
     .doc = "Memory that one root execution may take; a workflow that grows over it, such as an "
            "endless loop, ends in ERROR.",
     .unit = "MB",
     .min = 1,
     .max = 1e6,
     .is_ours = true},
    {.section = "engine",
     .name = "merge_strategy",
     .slot = [](Config& c) -> Slot { return &c.engine.merge_strategy; },
     .doc = "What happens to equal keys of contexts that meet: the later value replaces the "
            "earlier one, or mappings are merged.",
     .choices = merge_strategies},
    {.section = "engine",
     .name = "threads",
     .slot = [](Config& c) -> Slot { return &c.engine.threads; },
     .doc = "Threads that run shards.",
     .min = 1,
     .max = 256,
     .is_ours = true},
    {.section = "engine",
     .name = "mailbox_limit",
     .slot = [](Config& c) -> Slot { return &c.engine.mailbox_limit; },
     .doc = "Commands that may wait for the engine; further ones are answered with 503.",
     .unit = "commands",
     .min = 1,
     .max = 1e8,
     .is_ours = true},
    {.section = "engine",
     .name = "commit_batch_commands",
     .slot = [](Config& c) -> Slot { return &c.engine.commit_batch_commands; },
     .doc = "Most commands whose changes share a commit.",
     .unit = "commands",
     .min = 1,
     .max = 1e6,
     .is_ours = true},
    {.section = "engine",
     .name = "commit_batch_rows",
     .slot = [](Config& c) -> Slot { return &c.engine.commit_batch_rows; },
     .doc =
         "Changed rows after which a turn of the engine commits (25,000 take SQLite about 0.1 s). "
         "A "
         "step of a large execution that does not fit is written in several commits, and its rows "
         "more than once; others wait less.",
     .unit = "rows",
     .min = 1,
     .max = 1e7,
     .is_ours = true},
};

}  // namespace

std::span<const Option> engine() {
    return rows;
}

}  // namespace wf::config_rows
