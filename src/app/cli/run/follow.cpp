#include "app/cli/run/follow.hpp"

#include "app/cli/run/snapshot.hpp"
#include "ports/clock.hpp"
#include "ports/command_sink.hpp"

#include <algorithm>
#include <future>
#include <thread>

namespace wf::cli {

namespace {

// Short workflows end before the first look would be due; long ones need no more than 20 looks a
// second.
constexpr Millis first_look{1};
constexpr Millis longest_look{50};
constexpr int looks_share = 10;

Result<Id> start(const RunRequest& request, CommandSink& commands) {
    StartWorkflow command;
    command.workflow = request.workflow;
    command.input = request.input;
    command.params = request.params;
    command.description = "mistral run";
    command.project_id = std::string{default_project};

    // Shared with the handler: it may still be setting the value when this function has it.
    const auto answer = std::make_shared<std::promise<Result<Reply>>>();
    commands.submit(std::move(command), [answer](Result<Reply> reply) {
        answer->set_value(std::move(reply));
    });
    WF_TRY(const Reply reply, answer->get_future().get());
    if (!reply.workflow) return fail(ErrorCode::internal, "the engine started nothing");
    return reply.workflow->id;
}

bool may_go_on(const WorkflowProgress& progress) {
    return !is_completed(progress.state) && progress.state != State::paused;
}

}  // namespace

Result<WorkflowProgress> follow(const RunRequest& request, const Engine& engine, Display& display) {
    WF_TRY(const Id root, start(request, engine.commands));
    const Instant begin = engine.clock.now();
    Millis pause = first_look;
    while (true) {
        const Instant before = engine.clock.now();
        WF_TRY(WorkflowProgress progress, read_progress(engine.storage, root));
        const Instant now = engine.clock.now();
        display.show(progress, now);
        const bool in_time = !request.timeout || now - begin < *request.timeout;
        if (!may_go_on(progress) || !in_time) return progress;
        // Looking at a huge tree must not take the time of running it.
        std::this_thread::sleep_for(std::max(pause, (now - before) * looks_share));
        pause = std::min(pause * 2, longest_look);
    }
}

int exit_code_of(State state) {
    switch (state) {
    case State::success: return exit_success;
    case State::error: return exit_failure;
    case State::cancelled: return 3;
    case State::idle:
    case State::waiting:
    case State::running:
    case State::delayed:
    case State::paused:
    case State::skipped: break;
    }
    return 4;
}

}  // namespace wf::cli
