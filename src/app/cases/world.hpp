// A scripted world around the engine: virtual time, definitions in memory, actions that the case
// answers. The same engine, rebuild and recovery as in the server; no thread, no socket, no
// waiting.
#pragma once
#include "app/cases/case.hpp"
#include "engine/runner.hpp"
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

class World {
public:
    World(const WorkflowCase& test, Reload reload);

    /// Stores the definitions. @errors those of the language
    Result<void> define();
    /// Carries out one step of the script; a text says what went wrong.
    std::optional<std::string> perform(const Value& step);
    /// Compares with the expected end.
    std::optional<std::string> check(const Value& expected);

private:
    struct Pending {
        ActionRequest request;
        std::string task;
    };

    std::optional<std::string> start(const Value& step);
    std::optional<std::string> answer_action(const Value& what);
    std::optional<std::string> update_action(const Value& what);
    std::optional<std::string> advance(const Value& span);
    std::optional<std::string> command_step(const Value& step);
    std::optional<std::string> execute(Command command, const Value& step);

    const WorkflowNode* find_workflow(const Value& name) const;
    std::optional<Id> find_task(const Value& name) const;
    std::optional<Id> find_action(const Value& what, bool running_only) const;

    void drain();
    void work_and_reload();
    void commit();
    void reload();
    bool absorb_effects();
    bool run_request(ActionRequest request);
    void fire_due();
    engine::Env env();

    std::optional<std::string> check_workflow(const WorkflowNode& node, const Value& expected)
        const;
    std::optional<std::string> check_tasks(const WorkflowNode& node, const Value& expected) const;
    std::optional<std::string> check_task(
        const std::vector<const TaskNode*>& found, const Value& expected
    ) const;

    const WorkflowCase& test_;
    Reload reload_mode_;
    std::unique_ptr<Storage> storage_;
    std::unique_ptr<DefinitionCache> definitions_;
    std::unique_ptr<ForeignExecutions> reader_;
    std::unique_ptr<expr::RandomSource> random_;
    engine::EngineOptions options_;
    std::uint32_t roots_made_ = 0;
    Instant now_{1'767'225'600'000};  // 2026-01-01 00:00:00
    std::unique_ptr<engine::TreeRunner> runner_;
    std::vector<Effect> effects_;
    TimerQueue timers_;
    std::map<Id, ActionRequest> pending_;  ///< dispatched, the case has not answered yet
    std::vector<std::pair<Timer, ActionResult>>
        sleeping_;       ///< std.sleep and echo with delay, by due time
    std::set<Id> seen_;  ///< dispatched once: a repeat is recovery's
    std::vector<Result<Reply>> answers_;
};

}  // namespace wf::cases
