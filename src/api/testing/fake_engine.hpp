// A CommandSink that plays an engine over real storage, for tests of the API alone. To it, every
// workflow is one task `t1` that runs the asynchronous action std.async_noop: enough for every
// answer of the API.
#pragma once
#include "ports/clock.hpp"
#include "ports/command_sink.hpp"
#include "ports/signs_of_life.hpp"
#include "ports/storage.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace wf::api::testing {

/// Every executor was last heard of at 2026-01-31 08:05:00.
/// Answers on a thread of its own, as the real one does. Two workflow names are special: a start of
/// `busy` is refused because of a full mailbox, one of `silent` is never answered.
class FakeEngine final : public CommandSink, public SignsOfLife {
public:
    FakeEngine(Storage& storage, const Clock& clock);
    ~FakeEngine() override;
    void submit(Command command, ReplyHandler on_reply) override;

    std::optional<Instant> last_heard_of(const Id& /*action_execution*/) const override {
        return Instant{1'769'846'700'000};
    }

private:
    void run();
    Result<Reply> carry_out(const Command& command);
    Result<Reply> perform(const StartWorkflow& command);
    Result<Reply> perform(const RunAction& command);
    Result<Reply> perform(const CompleteAction& command);
    Result<Reply> perform(const UpdateAction& command);
    Result<Reply> perform(const PauseWorkflow& command);
    Result<Reply> perform(const ResumeWorkflow& command);
    Result<Reply> perform(const StopWorkflow& command);
    Result<Reply> perform(const UpdateWorkflow& command);
    Result<Reply> perform(const RerunTask& command);
    Result<Reply> perform(const SkipTask& command);
    Result<Reply> perform(const ExplainExecution& command);
    Result<Reply> perform(const DeleteWorkflow& command);
    Result<Reply> perform(const DeleteAction& command);

    template <class Other>
    Result<Reply> perform(const Other&) {
        return fail(ErrorCode::not_supported, "the fake engine does not know this command");
    }

    Id new_root();
    Result<void> add_task(const WorkflowExecutionRow& workflow);
    Result<WorkflowExecutionRow> workflow_of(const Id& id);
    Result<Reply> save(WorkflowExecutionRow row);
    Result<Reply> save(TaskExecutionRow row);
    Result<Reply> finish_task(const Id& task, State state);

    Storage& storage_;
    const Clock& clock_;
    std::uint32_t roots_ = 0;
    std::mutex mutex_;
    std::condition_variable filled_;
    std::deque<std::pair<Command, ReplyHandler>> queue_;
    std::vector<ReplyHandler> never_answered_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace wf::api::testing
