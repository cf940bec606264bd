// [expressions], [yaql]: bounds and conversions of expression evaluation.
#include "config/options/rows.hpp"

namespace wf::config_rows {

namespace {

constexpr std::string_view languages[] = {"yaql", "jinja"};

constexpr Option rows[] = {
    {.section = "expressions",
     .name = "allowed_languages",
     .slot = [](Config& c) -> Slot { return &c.expressions.allowed_languages; },
     .doc = "Expression languages that definitions may use.",
     .choices = languages},
    {.section = "expressions",
     .name = "max_steps",
     .slot = [](Config& c) -> Slot { return &c.expressions.max_steps; },
     .doc = "Most steps of one evaluation: nodes evaluated and items walked.",
     .unit = "steps",
     .min = 1000,
     .max = 1e12,
     .is_ours = true},
    {.section = "expressions",
     .name = "max_memory_mb",
     .slot = [](Config& c) -> Slot { return &c.expressions.max_memory_mb; },
     .doc = "Most memory that one evaluation may fill, roughly.",
     .unit = "MB",
     .min = 1,
     .max = 1e6,
     .is_ours = true},
    {.section = "expressions",
     .name = "max_depth",
     .slot = [](Config& c) -> Slot { return &c.expressions.max_depth; },
     .doc = "Deepest nesting of calls in one evaluation.",
     .unit = "levels",
     .min = 10,
     .max = 1000,
     .is_ours = true},
    {.section = "expressions",
     .name = "max_time_ms",
     .slot = [](Config& c) -> Slot { return &c.expressions.max_time_ms; },
     .doc = "Longest time of one evaluation.",
     .unit = "ms",
     .min = 1,
     .max = 3.6e6,
     .is_ours = true},
    {.section = "yaql",
     .name = "limit_iterators",
     .slot = [](Config& c) -> Slot { return &c.yaql.limit_iterators; },
     .doc = "Most items of a collection given to a function or converted for output; -1: no limit.",
     .unit = "items",
     .min = -1},
    {.section = "yaql",
     .name = "memory_quota",
     .slot = [](Config& c) -> Slot { return &c.yaql.memory_quota; },
     .doc = "Most bytes of a single argument or result; -1: no limit.",
     .unit = "bytes",
     .min = -1},
    {.section = "yaql",
     .name = "convert_input_data",
     .slot = [](Config& c) -> Slot { return &c.yaql.convert_input_data; },
     .doc = "Data given to expressions becomes immutable and hashable."},
    {.section = "yaql",
     .name = "convert_output_data",
     .slot = [](Config& c) -> Slot { return &c.yaql.convert_output_data; },
     .doc = "Results become plain JSON; false requires convert_input_data = false."},
    {.section = "yaql",
     .name = "convert_tuples_to_lists",
     .slot = [](Config& c) -> Slot { return &c.yaql.convert_tuples_to_lists; },
     .doc = "Tuples in results become lists."},
    {.section = "yaql",
     .name = "convert_sets_to_lists",
     .slot = [](Config& c) -> Slot { return &c.yaql.convert_sets_to_lists; },
     .doc = "Sets in results become lists."},
    {.section = "yaql",
     .name = "iterable_dicts",
     .slot = [](Config& c) -> Slot { return &c.yaql.iterable_dicts; },
     .doc = "Mappings may stand where collections are expected: their keys are walked."},
};

}  // namespace

std::span<const Option> expressions() {
    return rows;
}

}  // namespace wf::config_rows
