// One handler per command and follow-up. Handlers read the tree and write decisions, nothing else.
#pragma once
#include "engine/step.hpp"

namespace wf::engine {

/// `token` is handed back in the Answer of a command that is answered later than its own turn.
void handle(Step& step, const StartWorkflow& command, const Id& root);
void handle(Step& step, const RunAction& command, const Id& root, std::uint64_t token);
void handle(Step& step, const CompleteAction& command);
void handle(Step& step, const UpdateAction& command);
void handle(Step& step, const ActionStarted& command);
void handle(Step& step, const PauseWorkflow& command);
void handle(Step& step, const ResumeWorkflow& command);
void handle(Step& step, const StopWorkflow& command);
void handle(Step& step, const UpdateWorkflow& command);
void handle(Step& step, const RerunTask& command);
void handle(Step& step, const SkipTask& command);
void handle(Step& step, const TimerFired& command);

void handle(Step& step, const BeginWorkflow& f);
void handle(Step& step, const StartTask& f);
void handle(Step& step, const RunTask& f);
void handle(Step& step, const ScheduleItems& f);
void handle(Step& step, const CheckTask& f);
void handle(Step& step, const WakeTask& f);
void handle(Step& step, const PublishTask& f);
void handle(Step& step, const SettleTask& f);
void handle(Step& step, const ContinueTask& f);
void handle(Step& step, const CheckJoin& f);
void handle(Step& step, const RefreshJoins& f);
void handle(Step& step, const CheckWorkflow& f);
void handle(Step& step, const FinishWorkflow& f);
void handle(Step& step, const RunBacklog& f);
void handle(Step& step, const NotifyParent& f);

}  // namespace wf::engine
