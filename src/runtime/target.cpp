#include "runtime/target.hpp"

namespace wf {
namespace {

/// By the one member with an id that each kind of command has.
struct TargetId {
    template <class C>
    Id operator()(const C& command) const {
        if constexpr (requires { command.action_execution_id; }) {
            return command.action_execution_id;
        } else if constexpr (requires { command.task_execution_id; }) {
            return command.task_execution_id;
        } else if constexpr (requires { command.workflow_execution_id; }) {
            return command.workflow_execution_id;
        } else {
            return command.root;
        }
    }

    Id operator()(const StartWorkflow&) const { return {}; }

    Id operator()(const RunAction&) const { return {}; }
};

}  // namespace

Id target_of(const Command& command) {
    return std::visit(TargetId{}, command);
}

/// "WorkflowExecution not found [id=…]": what an unknown id is called depends on what was looked
/// for.
std::string missing_text(const Command& command, const Id& id) {
    const std::string shown = to_text(id);
    if (std::holds_alternative<RerunTask>(command) || std::holds_alternative<SkipTask>(command)) {
        return "Task execution not found [id=" + shown + "]";
    }
    const bool action = std::holds_alternative<CompleteAction>(command) ||
                        std::holds_alternative<UpdateAction>(command) ||
                        std::holds_alternative<DeleteAction>(command) ||
                        std::holds_alternative<ActionStarted>(command);
    return (action ? "ActionExecution not found [id=" : "WorkflowExecution not found [id=") +
           shown + "]";
}

}  // namespace wf
