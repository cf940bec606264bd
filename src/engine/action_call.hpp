// From an action name and an input to what an executor runs: name resolution, parameter check, the
// chain of ad-hoc actions with their base-inputs and outputs.
#pragma once
#include "engine/step.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wf::engine {

struct ActionCall {
    std::string name;  ///< as stored: the ad-hoc action's own name, "book.greet"
    const ActionSignature* signature = nullptr;
    std::vector<AdhocActionPtr> chain;  ///< outermost first; empty for a built-in
    Value input;                        ///< as given: what the execution row shows
    Value base_input;                   ///< what the built-in at the end of the chain gets
};

/// Where a name is looked up and what base-inputs see.
struct CallSite {
    WorkflowIx workflow = no_ix;  ///< no_ix: stand-alone
    TaskIx task = no_ix;
    std::string workbook;
    std::string name_space;
    std::string project;
};

CallSite call_site(const Step& step, TaskIx task);

/// @errors not_found "Failed to find action [action_name=N, namespace=NS]"; invalid_argument
/// "Invalid input […]" and "Failed to instantiate an action […]" (kind "instantiate").
Result<ActionCall> prepare_call(
    const Step& step, const CallSite& site, const std::string& name, Value input
);

/// Fills defaults of env.__actions.<name> into the input: missing keys only, at every level.
Value with_env_defaults(const Step& step, const std::string& written_name, Value input);

/// Applies the outputs of the chain, innermost first, to the data of a successful base.
Result<Value> convert_output(
    const Step& step, const std::vector<AdhocActionPtr>& chain, WorkflowIx workflow, Value data
);

}  // namespace wf::engine
