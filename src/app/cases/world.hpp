// A scripted world around the engine: virtual time, definitions in memory, actions that the case
// answers. The same engine, rebuild and recovery as in the server; no thread, no socket, no
// waiting.
#pragma once
#include "app/cases/case.hpp"
#include "engine/runner.hpp"
#include "executor/registry.hpp"
#include "runtime/definition_cache.hpp"
#include "runtime/foreign_executions.hpp"
#include "scheduler/timer_queue.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>

namespace wf::cases {

/// When the tree is thrown away and rebuilt from storage.
enum class Reload : std::uint8_t {
    never,
    always,  // after every step of the engine that changed a row
};

/// What storage was given, by number of rows and by roughly what they weigh.
struct WrittenRows {
    std::size_t rows = 0;
    std::size_t bytes = 0;
};

class World {
public:
    /// `observer` may be null; both live as long as the world.
    World(const WorkflowCase& test, Reload reload, engine::TransitionObserver* observer);

    /// Stores the definitions.
    Problems define();
    /// Carries out one step of the script.
    Problems perform(const MarkedYaml& step);
    /// Compares with what is expected.
    Problems check(const MarkedYaml& expected) const;

    /// Every action that waits for an answer succeeds with this result, one commit for each.
    std::optional<std::string> answer_all(const Value& result);

    const WrittenRows& written() const { return written_; }

    /// Mocks that nothing has called.
    std::vector<const Mock*> unused_mocks() const { return mocks_.unused(); }

    /// The end as an `expect` block: states and outputs.
    Value summary() const;

private:
    std::optional<std::string> take_step(const Value& step);
    std::optional<std::string> start(const Value& step);
    std::optional<std::string> answer_action(const Value& what, const Value& step);
    std::optional<std::string> update_action(const Value& what, const Value& step);
    std::optional<std::string> advance(const Value& span);
    std::optional<std::string> advance_to_end();
    std::optional<std::string> restart();
    std::optional<std::string> command_step(const Value& step);
    std::optional<std::string> execute(Command command, const Value& step);

    /// By name, the root without one; no_ix if there is none.
    WorkflowIx find_workflow(const Value& name) const;
    /// The newest execution of this name; `in`: of one workflow execution.
    std::optional<Id> find_task(const Value& name, const Value& in) const;
    std::optional<Id> find_action(const Value& what) const;

    void drain();
    void work_and_reload();
    void commit();
    void reload();
    bool absorb_effects();
    bool run_request(ActionRequest request);
    bool run_mock(const ActionRequest& request);
    bool run_plan(const ActionDef& def, ActionRequest request);
    void complete(const Id& action, ActionResult result);
    void fire_due();
    std::optional<Instant> next_due() const;
    engine::Env env();

    Value seconds(const std::optional<Instant>& at) const;
    Value sent(const TaskNode& task) const;
    Value why(WorkflowIx workflow) const;
    void check_reply(const MarkedYaml& expected, Problems& problems) const;
    void explain_states(WorkflowIx workflow, Problems& problems, std::size_t first) const;
    void check_execution(WorkflowIx ix, const MarkedYaml& expected, Problems& problems) const;
    void check_inner(const MarkedYaml& expected, Problems& problems) const;
    void check_workflow(WorkflowIx ix, const MarkedYaml& expected, Problems& problems) const;
    void check_tasks(WorkflowIx ix, const MarkedYaml& expected, Problems& problems) const;
    void check_task(
        const std::vector<const TaskNode*>& found, const MarkedYaml& expected, Problems& problems
    ) const;

    const WorkflowCase& test_;
    Reload reload_mode_;
    engine::TransitionObserver* observer_;
    MockPlayer mocks_;
    std::vector<ActionSignature> signatures_;
    std::unique_ptr<Storage> storage_;
    std::unique_ptr<DefinitionCache> definitions_;
    std::unique_ptr<ForeignExecutions> reader_;
    std::unique_ptr<expr::RandomSource> random_;
    engine::EngineOptions options_;
    WrittenRows written_;
    std::uint32_t roots_made_ = 0;
    Instant now_{1'767'225'600'000};  // 2026-01-01 00:00:00
    const Instant began_ = now_;
    std::unique_ptr<engine::TreeRunner> runner_;
    std::vector<Effect> effects_;
    TimerQueue timers_;
    std::map<Id, ActionRequest> pending_;  ///< dispatched, the case has not answered yet
    std::vector<std::pair<Timer, ActionResult>>
        sleeping_;       ///< actions that take virtual time, by due time
    std::set<Id> seen_;  ///< dispatched once: a repeat is recovery's
    std::map<Id, std::vector<ActionRequest>> requests_;  ///< what executors were sent
    std::vector<Result<Reply>> answers_;
};

}  // namespace wf::cases
