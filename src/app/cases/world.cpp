#include "app/cases/world.hpp"

#include "app/common/system.hpp"
#include "engine/rebuild.hpp"
#include "executor/registry.hpp"
#include "lang/definitions.hpp"
#include "runtime/change_collector.hpp"
#include "storage/memory/memory_storage.hpp"

#include <algorithm>
#include <cstdlib>

namespace wf::cases {
namespace {

/// Counts: the same numbers in every run.
class CountingRandom final : public expr::RandomSource {
public:
    std::uint64_t next() override { return state_ += 0x9e3779b97f4a7c15ULL; }

private:
    std::uint64_t state_ = 1;
};

constexpr int drain_rounds_max = 1'000'000;

}  // namespace

World::World(const WorkflowCase& test, Reload reload)
    : test_(test), reload_mode_(reload), storage_(make_memory_storage()),
      random_(std::make_unique<CountingRandom>()) {
    definitions_ = std::make_unique<DefinitionCache>(*storage_, standard_action_signatures());
    reader_ = std::make_unique<ForeignExecutions>(*storage_);
    if (const Value* kb = test.options.find("field_size_limit_kb"))
        options_.field_size_limit_kb = kb->as_int();
    if (const Value* slice = test.options.find("slice_items")) {
        options_.slice_items = static_cast<std::uint32_t>(slice->as_int());
    }
    if (const Value* mb = test.options.find("execution_memory_limit_mb")) {
        options_.tree_bytes_max = static_cast<std::size_t>(mb->as_int()) << 20U;
    }
    if (const Value* merge = test.options.find("merge_strategy")) {
        options_.merge_recursively = *merge == Value{"merge"};
    }
}

Result<void> World::define() {
    if (!test_.workflow.empty()) {
        WF_TRY(
            [[maybe_unused]] const auto names, app::define(*storage_, test_.workflow, false, now_)
        );
    }
    if (!test_.workbook.empty()) {
        WF_TRY(
            [[maybe_unused]] const auto names, app::define(*storage_, test_.workbook, true, now_)
        );
    }
    DefinitionChanges changes;
    std::uint64_t number = 0;
    if (!test_.actions.empty()) {
        WF_TRY(const auto actions, lang::parse_actions(test_.actions));
        for (const auto& parsed : actions) {
            ActionDefinitionRow row;
            row.id = make_random_id(7, ++number);
            row.name = parsed.name;
            row.project_id = default_project;
            row.definition = parsed.definition;
            row.spec = parsed.spec;
            row.created_at = now_;
            changes.inserted_actions.push_back(std::move(row));
        }
    }
    for (const Member& m : test_.environments.members()) {
        EnvironmentRow row;
        row.id = make_random_id(8, ++number);
        row.name = m.key.to_string();
        row.project_id = default_project;
        row.variables = m.value;
        row.created_at = now_;
        changes.inserted_environments.push_back(std::move(row));
    }
    return storage_->change_definitions(changes);
}

engine::Env World::env() {
    return {
        .now = now_,
        .random = random_.get(),
        .definitions = definitions_.get(),
        .reader = reader_.get(),
        .options = &options_,
    };
}

void World::commit() {
    ChangeSet changes;
    collect(runner_->tree(), runner_->has_work(), changes);
    if (const auto done = storage_->commit(changes); !done) {
        std::fprintf(stderr, "commit: %s\n", to_line(done.error()).c_str());
        std::abort();
    }
    settle(runner_->tree());
}

void World::reload() {
    const Id root = runner_->tree().root;
    auto stored = storage_->load_tree(root);
    if (!stored || !*stored) return;
    engine::TreeRows rows{
        root,
        std::move((*stored)->workflows),
        std::move((*stored)->tasks),
        std::move((*stored)->actions)};
    auto tree = engine::rebuild(std::move(rows), [this](const WorkflowExecutionRow& row) {
        return definitions_->pinned_program(row);
    });
    if (!tree) {
        std::fprintf(stderr, "rebuild: %s\n", to_line(tree.error()).c_str());
        std::abort();
    }
    runner_ = std::make_unique<engine::TreeRunner>(*std::move(tree));
    runner_->recover(env(), effects_);
}

/// One change of rows at a time; after each the tree is thrown away and derived again.
void World::work_and_reload() {
    for (int round = 0; round < drain_rounds_max; ++round) {
        bool done = false;
        while (!done && dirty_rows(runner_->tree()) == 0) done = runner_->work(1, env(), effects_);
        commit();
        if (done) return;
        reload();
    }
}

void World::drain() {
    if (!runner_) return;
    for (int round = 0; round < drain_rounds_max; ++round) {
        if (reload_mode_ == Reload::always) {
            commit();
            reload();
            work_and_reload();
        } else {
            runner_->work(drain_rounds_max, env(), effects_);
            commit();
        }
        if (!absorb_effects()) break;
    }
    if (timers_.next_due() <= now_ && timers_.next_due()) fire_due();
}

/// True if an action was carried out, which gives the engine something new to do.
bool World::absorb_effects() {
    std::vector<Effect> effects = std::move(effects_);
    effects_.clear();
    bool moved = false;
    for (Effect& effect : effects) {
        if (auto* dispatch = std::get_if<DispatchAction>(&effect)) {
            const bool repeat = !seen_.insert(dispatch->request.action_execution_id).second;
            if (!repeat) moved = run_request(std::move(dispatch->request)) || moved;
        } else if (const auto* timer = std::get_if<ArmTimer>(&effect)) {
            timers_.arm({timer->due, timer->task_execution_id});
        } else if (auto* answer = std::get_if<Answer>(&effect)) {
            answers_.push_back(std::move(answer->reply));
        }
    }
    return moved;
}

/// Actions without a world of their own are carried out as the executor would; the others wait for
/// the case.
bool World::run_request(ActionRequest request) {
    const ActionDef* def = find_standard_action(request.name);
    const Id id = request.action_execution_id;
    if (def == nullptr || def->plan == nullptr || !request.is_sync) {
        pending_.emplace(id, std::move(request));
        return false;
    }
    Plan plan = def->plan(request, ActionSettings{});
    if (auto* done = std::get_if<ActionResult>(&plan)) {
        runner_->execute(CompleteAction{id, std::move(*done), false}, 0, env(), effects_);
        return true;
    }
    if (const auto* raised = std::get_if<Raised>(&plan)) {
        const std::string_view shown =
            def->representation.empty() ? def->name : def->representation;
        runner_->execute(
            CompleteAction{id, raised_result(shown, id, raised->text), false}, 0, env(), effects_
        );
        return true;
    }
    if (auto* wait = std::get_if<Wait>(&plan)) {
        sleeping_.emplace_back(Timer{now_ + wait->delay, id}, std::move(wait->result));
    } else {
        pending_.emplace(id, std::move(request));
    }
    return false;
}

void World::fire_due() {
    for (bool more = true; more;) {
        more = false;
        if (const auto timer = timers_.take_due(now_)) {
            runner_->execute(TimerFired{timer->task_execution_id, timer->due}, 0, env(), effects_);
            drain();
            more = true;
            continue;
        }
        const auto due =
            std::ranges::find_if(sleeping_, [&](const auto& s) { return s.first.due <= now_; });
        if (due == sleeping_.end()) continue;
        const auto [timer, result] = std::move(*due);
        sleeping_.erase(due);
        runner_->execute(
            CompleteAction{timer.task_execution_id, result, false}, 0, env(), effects_
        );
        drain();
        more = true;
    }
}

std::optional<std::string> World::advance(const Value& span) {
    const std::string text = span.is_string() ? span.to_string() : std::to_string(span.as_int());
    const Instant target = now_ + std::chrono::seconds{std::atoll(text.c_str())};
    while (now_ < target) {
        // To each moment at which something is due, in order.
        Instant next = target;
        if (const auto due = timers_.next_due()) next = std::min(next, std::max(*due, now_));
        for (const auto& s : sleeping_) next = std::min(next, std::max(s.first.due, now_));
        now_ = next;
        fire_due();
        if (next == target) break;
    }
    fire_due();
    return std::nullopt;
}

}  // namespace wf::cases
