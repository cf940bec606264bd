// Orders of commands and follow-ups that no client can force: slices end where the shell likes.
#include "engine/runner.hpp"
#include "lang/definitions.hpp"

#include <doctest/doctest.h>

using namespace wf;

namespace {

/// A single definition; no actions, no environments.
class OneWorkflow final : public engine::Definitions {
public:
    Result<engine::WorkflowDefinition> find_workflow(
        std::string_view, std::string_view, std::string_view
    ) override {
        return engine::WorkflowDefinition{program, {}, "w", {}};
    }

    Result<engine::ResolvedAction> find_action(
        std::string_view name, std::string_view, std::string_view
    ) override {
        return fail(ErrorCode::not_found, std::string{name});
    }

    Result<std::optional<Value>> find_environment(std::string_view, std::string_view) override {
        return std::nullopt;
    }

    ProgramPtr program;
};

struct Fixture {
    explicit Fixture(std::string_view text) {
        auto parsed = lang::parse_workflows(text);
        REQUIRE(parsed);
        definitions.program = parsed->front().program;
        Tree tree;
        tree.root = Id{1, 0};
        runner.emplace(std::move(tree));
    }

    void execute(const Command& command) { runner->execute(command, 0, env(), effects); }

    void work(std::size_t steps) { runner->work(steps, env(), effects); }

    engine::Env env() {
        engine::Env env;
        env.definitions = &definitions;
        env.options = &options;
        return env;
    }

    OneWorkflow definitions;
    engine::EngineOptions options;
    std::vector<Effect> effects;
    std::optional<engine::TreeRunner> runner;
};

}  // namespace

TEST_CASE("a workflow that is paused before its first task is begun by the resume") {
    Fixture f("{version: '2.0', w: {tasks: {a: {wait-before: 5}}}}");
    const Id id = f.runner->tree().root;
    StartWorkflow start;
    start.workflow = "w";
    f.execute(start);
    f.execute(PauseWorkflow{id, {}});
    f.execute(ResumeWorkflow{id, {}});
    f.execute(PauseWorkflow{id, {}});
    f.work(2);  // both times nothing may begin; the check for the end of the resume still waits
    f.execute(ResumeWorkflow{id, {}});
    f.work(100);
    CHECK(f.runner->tree().workflows.at(0).row.state == State::running);
    CHECK(f.runner->tree().tasks.size() == 1);
}
