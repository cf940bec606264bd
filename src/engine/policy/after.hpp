// Policies after a task has completed and published, in the order that is the contract: the list
// below.
#pragma once
#include "engine/scope.hpp"

namespace wf::engine {

enum class Judgement : std::uint8_t {
    keep,     // the state stands, the next policy judges
    changed,  // the policy has moved the task on; what it emitted decides what comes next
};

struct AfterInput {
    TaskIx task = no_ix;
    const PolicySpec& policies;
    const TaskScope& scope;
    const TaskScope& outbound;  ///< for conditions that see what was published
};

using AfterPolicy = Result<Judgement> (*)(Step& step, const AfterInput& in);

Result<Judgement> wait_after(Step& step, const AfterInput& in);
Result<Judgement> fail_on(Step& step, const AfterInput& in);
Result<Judgement> retry(Step& step, const AfterInput& in);

inline constexpr AfterPolicy after_completion[] = {wait_after, fail_on, retry};

}  // namespace wf::engine
