// The steps a case may play.
#include "app/cases/world.hpp"
#include "value/json.hpp"

#include <algorithm>

namespace wf::cases {
namespace {

std::string text_or(const Value& value, std::string fallback) {
    return value.is_string() ? value.to_string() : std::move(fallback);
}

std::optional<std::string> optional_text(const Value& value) {
    return value.is_string() ? std::optional<std::string>{value.to_string()} : std::nullopt;
}

}  // namespace

WorkflowIx World::find_workflow(const Value& name) const {
    if (!runner_) return no_ix;
    const auto& all = runner_->tree().workflows;
    if (!name.is_string()) return all.empty() ? no_ix : 0;
    // "sub#2" is the second execution of sub.
    const std::string text = name.to_string();
    const std::size_t mark = text.find('#');
    int skip = mark == std::string::npos ? 0 : std::atoi(text.c_str() + mark + 1) - 1;
    const auto it = std::ranges::find_if(all, [&](const WorkflowNode& n) {
        return n.row.workflow_name == text.substr(0, mark) && skip-- == 0;
    });
    return it == all.end() ? no_ix : static_cast<WorkflowIx>(it - all.begin());
}

/// The newest task execution of this name; `in`: of one workflow execution.
std::optional<Id> World::find_task(const Value& name, const Value& in) const {
    const WorkflowIx within = in.is_string() ? find_workflow(in) : no_ix;
    const auto& all = runner_->tree().tasks;
    for (auto it = all.rbegin(); it != all.rend(); ++it) {
        if (within != no_ix && it->workflow != within) continue;
        if (Value{it->row.name} == name) return it->row.id;
    }
    return std::nullopt;
}

/// `{of: task, item: 2}`: the oldest execution of the task (or item) that still runs; with
/// `ended: true` the oldest that does not.
std::optional<Id> World::find_action(const Value& what) const {
    const bool wants_ended = truthy(what["ended"]);
    const Tree& tree = runner_->tree();
    for (const ActionNode& action : tree.actions) {
        if (action.task == no_ix) {
            if (what["of"].is_null()) return action.row.id;
            continue;
        }
        if (Value{tree.tasks[action.task].row.name} != what["of"]) continue;
        if (what.contains("item") &&
            Value{static_cast<std::int64_t>(action.row.index)} != what["item"])
            continue;
        if (is_completed(action.row.state) != wants_ended) continue;
        return action.row.id;
    }
    return std::nullopt;
}

std::optional<std::string> World::execute(Command command, const Value& step) {
    answers_.clear();
    runner_->execute(command, 1, env(), effects_);
    absorb_effects();
    const Value& wanted = step["error"];
    std::optional<std::string> problem;
    const bool refused = !answers_.empty() && !answers_.front();
    if (refused && !wanted.is_string()) problem = "refused: " + answers_.front().error().message;
    if (wanted.is_string()) {
        if (!refused) return "was not refused with: " + wanted.to_string();
        if (answers_.front().error().message.find(wanted.to_string()) == std::string::npos) {
            problem = "refused with: " + answers_.front().error().message;
        }
    }
    drain();
    return problem;
}

/// The process dies and comes back: what was under way is not remembered.
std::optional<std::string> World::restart() {
    commit();
    seen_.clear();
    pending_.clear();
    reload();
    drain();
    return std::nullopt;
}

std::optional<std::string> World::start(const Value& step) {
    const Value& what = step["start"];
    StartWorkflow command;
    command.workflow = text_or(what.is_string() ? what : what["workflow"], "");
    command.workflow_namespace = text_or(what["namespace"], "");
    command.input = what["input"];
    command.params = what["params"];
    command.execution_id = text_or(what["id"], "");
    command.project_id = default_project;
    Tree tree;
    tree.root = make_root_id(now_, 5, ++roots_made_);
    runner_ = std::make_unique<engine::TreeRunner>(std::move(tree));
    return execute(command, step);
}

std::optional<std::string> World::answer_action(const Value& what, const Value& step) {
    const auto id = find_action(what);
    if (!id) return "no such action of task " + to_json(what["of"]);
    ActionResult result = ActionResult::success(what["returns"]);
    if (what.contains("fails")) result = ActionResult::error(what["fails"]);
    if (what.contains("cancelled")) result = ActionResult::cancelled();
    pending_.erase(*id);
    return execute(CompleteAction{*id, std::move(result), false}, step);
}

std::optional<std::string> World::answer_all(const Value& result) {
    while (!pending_.empty()) {
        const Id id = pending_.begin()->first;
        pending_.erase(id);
        if (auto problem = execute(CompleteAction{id, ActionResult::success(result), false}, {}))
            return problem;
    }
    return std::nullopt;
}

std::optional<std::string> World::update_action(const Value& what, const Value& step) {
    const auto id = find_action(what);
    if (!id) return "no such action of task " + to_json(what["of"]);
    return execute(
        UpdateAction{*id, parse_state(text_or(what["state"], "")).value_or(State::idle)}, step
    );
}

std::optional<std::string> World::command_step(const Value& step) {
    const Member& first = step.members().front();
    const std::string verb = first.key.to_string();
    const Value& what = first.value;
    if (verb == "rerun" || verb == "skip") {
        const auto task = find_task(what.is_string() ? what : what["task"], what["in"]);
        if (!task) return "no such task";
        if (verb == "skip") return execute(SkipTask{*task, what["env"]}, step);
        const bool reset = !what.contains("reset") || what["reset"].as_bool();
        return execute(RerunTask{*task, reset, what["env"]}, step);
    }
    const WorkflowIx ix = find_workflow(what.is_dict() ? what["workflow"] : what);
    if (ix == no_ix) return "no such workflow execution";
    const Id id = runner_->tree().workflows[ix].row.id;
    if (verb == "pause") return execute(PauseWorkflow{id, optional_text(what["info"])}, step);
    if (verb == "resume") return execute(ResumeWorkflow{id, what["env"]}, step);
    if (verb == "stop") {
        const State state = parse_state(text_or(what["state"], "")).value_or(State::idle);
        return execute(StopWorkflow{id, state, optional_text(what["info"])}, step);
    }
    if (verb == "update")
        return execute(UpdateWorkflow{id, optional_text(what["description"]), what["env"]}, step);
    return "unknown step '" + verb + "'";
}

std::optional<std::string> World::take_step(const Value& step) {
    if (step.contains("start")) return start(step);
    if (!runner_) return "nothing was started";
    if (step.contains("action")) return answer_action(step["action"], step);
    if (step.contains("update_action")) return update_action(step["update_action"], step);
    if (step.contains("advance")) return advance(step["advance"]);
    if (step.contains("restart")) return restart();
    return command_step(step);
}

Problems World::perform(const MarkedYaml& step) {
    if (const MarkedYaml* expected = step.find("expect")) return check(*expected);
    const auto problem = take_step(step.value);
    if (problem) return {problem_at(step.mark, *problem)};
    Problems problems;
    if (const MarkedYaml* reply = step.find("reply")) check_reply(*reply, problems);
    return problems;
}

}  // namespace wf::cases
