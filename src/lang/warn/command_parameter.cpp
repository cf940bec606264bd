#include "lang/compile/lookup.hpp"
#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"

namespace wf::lang {

namespace {

void check_target(const WrittenTarget& target, Checker& out) {
    const auto call = split_target(target.text);
    if (!call) return;
    const EngineCommand command = command_of(call->name);
    const bool takes_message = command != EngineCommand::none && command != EngineCommand::noop;
    for (const auto& [name, value] : call->parameters) {
        if (takes_message && name == "msg") continue;
        out.warning(
            target.at,
            "the parameter '" + name + "' of '" + call->name + "' is ignored",
            {.hint = takes_message ? "the only one is 'msg'" : "give data on with 'publish'",
             .rule = "command-parameter"}
        );
    }
}

}  // namespace

void warn_command_parameter(const WorkflowView& view) {
    if (view.program.type == WorkflowType::reverse) return;
    for_each_task_or_defaults(view, [&view](const Place& task) {
        for_each_clause(task, [&view](const Place& clause, Clause /*c*/) {
            for_each_target(clause, [&view](const WrittenTarget& target) {
                // A task may be called like a call, "f(x=1)".
                if (view.program.find(target.text) == nullptr) check_target(target, view.out);
            });
        });
    });
}

}  // namespace wf::lang
