#include "app/cases/world.hpp"

#include "app/cases/signatures.hpp"
#include "app/cases/span_text.hpp"
#include "engine/rebuild.hpp"
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
constexpr int advance_rounds_max = 100'000;

/// Fixed part of a row; lists and texts come on top.
constexpr std::size_t row_bytes = 300;

std::size_t weight(const WorkflowExecutionRow& row) {
    return row_bytes + row.context.memory_bytes() + row.output.memory_bytes() +
           row.backlog.memory_bytes();
}

std::size_t weight(const TaskExecutionRow& row) {
    return row_bytes + 32 * (row.triggered_by.size() + row.next_tasks.size()) +
           row.published.memory_bytes();
}

std::size_t weight(const ActionExecutionRow& row) {
    return row_bytes + row.input.memory_bytes() + row.result.memory_bytes();
}

void weigh(const ChangeSet& changes, WrittenRows& total) {
    const auto add = [&](const auto& rows) {
        total.rows += rows.size();
        for (const auto* row : rows) total.bytes += weight(*row);
    };
    add(changes.inserted_workflows);
    add(changes.updated_workflows);
    add(changes.inserted_tasks);
    add(changes.updated_tasks);
    add(changes.inserted_actions);
    add(changes.updated_actions);
}

}  // namespace

World::World(const WorkflowCase& test, Reload reload, engine::TransitionObserver* observer)
    : test_(test), reload_mode_(reload), observer_(observer), mocks_(test.mocks),
      signatures_(signatures_for(test)), storage_(make_memory_storage()),
      random_(std::make_unique<CountingRandom>()) {
    definitions_ = std::make_unique<DefinitionCache>(*storage_, signatures_);
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

engine::Env World::env() {
    return {
        .now = now_,
        .random = random_.get(),
        .definitions = definitions_.get(),
        .reader = reader_.get(),
        .options = &options_,
        .observer = observer_,
    };
}

void World::commit() {
    ChangeSet changes;
    collect(runner_->tree(), runner_->has_work(), changes);
    weigh(changes, written_);
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
            const Id id = dispatch->request.action_execution_id;
            const bool repeat = !seen_.insert(id).second;
            if (!repeat) requests_[id].push_back(dispatch->request);
            if (!repeat) moved = run_request(std::move(dispatch->request)) || moved;
        } else if (const auto* timer = std::get_if<ArmTimer>(&effect)) {
            timers_.arm({timer->due, timer->task_execution_id});
        } else if (auto* answer = std::get_if<Answer>(&effect)) {
            answers_.push_back(std::move(answer->reply));
        }
    }
    return moved;
}

void World::complete(const Id& action, ActionResult result) {
    runner_->execute(CompleteAction{action, std::move(result), false}, 0, env(), effects_);
}

/// True if the request was answered at once. Mocks come first, then actions without a world of
/// their own are carried out as the executor would; the others wait for the case.
bool World::run_request(ActionRequest request) {
    if (!mocks_.empty() && run_mock(request)) return true;
    const ActionDef* def = find_standard_action(request.name);
    if (def != nullptr && def->plan != nullptr && request.is_sync)
        return run_plan(*def, std::move(request));
    const Id id = request.action_execution_id;
    const bool sleeps = std::ranges::any_of(sleeping_, [&](const auto& s) {
        return s.first.task_execution_id == id;
    });
    if (!sleeps) pending_.emplace(id, std::move(request));
    return false;
}

/// A mock is found by the task, then by the action as the task names it, then by what it runs.
bool World::run_mock(const ActionRequest& request) {
    const Id id = request.action_execution_id;
    const Tree& tree = runner_->tree();
    const NodeRef ref = tree.find(id);
    if (ref.kind != NodeKind::action) return false;
    const ActionNode& action = tree.actions[ref.index];
    const std::string_view task =
        action.task == no_ix ? std::string_view{} : tree.tasks[action.task].row.name;
    const MockResult* mock = mocks_.next({task, action.row.name, request.name});
    if (mock == nullptr) return false;
    expr::Scope scope;
    scope.data = request.input;
    scope.random = random_.get();
    scope.now = now_;
    ActionResult result = mock->answer_to(scope);
    if (mock->after > Millis{0}) {
        sleeping_.emplace_back(Timer{now_ + mock->after, id}, std::move(result));
        return false;
    }
    complete(id, std::move(result));
    return true;
}

bool World::run_plan(const ActionDef& def, ActionRequest request) {
    const Id id = request.action_execution_id;
    Plan plan = def.plan(request, ActionSettings{});
    if (auto* done = std::get_if<ActionResult>(&plan)) {
        complete(id, std::move(*done));
        return true;
    }
    if (const auto* raised = std::get_if<Raised>(&plan)) {
        complete(
            id,
            raised_result(
                def.representation.empty() ? def.name : def.representation, id, raised->text
            )
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
        complete(timer.task_execution_id, result);
        drain();
        more = true;
    }
}

std::optional<Instant> World::next_due() const {
    std::optional<Instant> next = timers_.next_due();
    for (const auto& s : sleeping_) next = next ? std::min(*next, s.first.due) : s.first.due;
    return next;
}

std::optional<std::string> World::advance(const Value& span) {
    if (span == Value{"end"}) return advance_to_end();
    const auto time = read_span(span);
    if (!time) return time.error();
    const Instant target = now_ + *time;
    while (now_ < target) {
        // To each moment at which something is due, in order.
        now_ = std::min(target, std::max(next_due().value_or(target), now_));
        fire_due();
    }
    fire_due();
    return std::nullopt;
}

/// Until the execution has ended or nothing is due any more.
std::optional<std::string> World::advance_to_end() {
    for (int round = 0; round < advance_rounds_max; ++round) {
        const WorkflowIx root = find_workflow({});
        const auto due = next_due();
        if (root == no_ix || is_completed(runner_->tree().workflows[root].row.state) || !due)
            return std::nullopt;
        now_ = std::max(*due, now_);
        fire_due();
    }
    return "the execution does not end: " + std::to_string(advance_rounds_max) +
           " timers have fired";
}

}  // namespace wf::cases
