// A workflow under construction.
#pragma once
#include "generate/scenario.hpp"
#include "lang/program.hpp"

#include <array>
#include <deque>
#include <utility>

namespace wf::sim {

struct TaskDraft {
    std::string name;
    std::vector<std::pair<std::string, Value>> keys;  ///< all but the on-clauses, as written
    std::array<std::vector<Value>, 4> next;           ///< by Clause: names, or {name: condition}
    std::array<Value, 4> clause_publish;  ///< by Clause: {branch: …, global: …} or null
    bool can_fail = false;
    bool is_join = false;
    std::string script_key;  ///< of its action; empty: the engine runs it alone

    void set(std::string key, Value value);
    bool has(std::string_view key) const;
};

struct WorkflowDraft {
    std::string name;
    bool is_reverse = false;
    std::vector<Value> input;  ///< names, or {name: default}
    Value vars, output, output_on_error, task_defaults;
    std::deque<TaskDraft> tasks;  ///< a deque: drafts stay where they are
    bool can_fail = false;
    bool can_cancel = false;
    std::string target;  ///< reverse: the task to ask for

    TaskDraft& add_task(std::string task_name);
    /// How many tasks name this one in a clause of their own.
    std::size_t inbound_count(std::string_view task_name) const;
    Value to_value() const;
};

/// A loose end of a block: what follows is hung on this clause.
struct Exit {
    TaskDraft* task = nullptr;
    Clause clause = Clause::on_success;
    std::string condition;  ///< empty: always
};

void connect(const Exit& exit, const std::string& target);

/// A variable that is surely there at some point of a workflow, and a whole number.
using Known = std::vector<std::string>;

}  // namespace wf::sim
