#include "engine/notices.hpp"

#include <algorithm>
#include <string_view>

namespace wf::engine {
namespace {

/// Which change of state is which event. The first row that fits counts; no row: an event without a
/// name, which goes to publishers that do not choose.
struct NamedChange {
    std::optional<State> from;  ///< nothing: any
    State to;
    std::string_view workflow_event;
    std::string_view task_event;
};

constexpr NamedChange named_changes[] = {
    {State::paused, State::running, "WORKFLOW_RESUMED", "TASK_RESUMED"},
    {State::error, State::running, "WORKFLOW_RERUN", "TASK_RERUN"},
    {State::idle, State::running, "WORKFLOW_LAUNCHED", "TASK_RESUMED"},
    {State::waiting, State::running, "WORKFLOW_LAUNCHED", "TASK_RESUMED"},
    {{}, State::running, "WORKFLOW_LAUNCHED", "TASK_LAUNCHED"},
    {{}, State::success, "WORKFLOW_SUCCEEDED", "TASK_SUCCEEDED"},
    {{}, State::error, "WORKFLOW_FAILED", "TASK_FAILED"},
    {{}, State::cancelled, "WORKFLOW_CANCELLED", "TASK_CANCELLED"},
    {{}, State::paused, "WORKFLOW_PAUSED", "TASK_PAUSED"},
    {{}, State::skipped, "", "TASK_SKIPPED"},
};

Value event_name(NodeKind kind, std::optional<State> from, State to) {
    const auto* row = std::ranges::find_if(named_changes, [&](const NamedChange& change) {
        return change.to == to && (!change.from || change.from == from);
    });
    if (row == std::end(named_changes)) return {};
    return kind == NodeKind::workflow ? row->workflow_event : row->task_event;
}

/// Whom an event is about; those that change no state, or only within the engine, are nobody's
/// concern.
struct About {
    NodeRef operator()(const WorkflowStateChanged& e) const { return workflow(e.workflow); }

    NodeRef operator()(const WorkflowFinished& e) const { return workflow(e.workflow); }

    NodeRef operator()(const WorkflowCreated&) const {
        return workflow(static_cast<WorkflowIx>(tree.workflows.size()));
    }

    NodeRef operator()(const TaskStateChanged& e) const { return task(e.task); }

    NodeRef operator()(const TaskHeldBefore& e) const { return task(e.task); }

    NodeRef operator()(const TaskDelayed& e) const { return task(e.task); }

    NodeRef operator()(const TaskFinished& e) const { return task(e.task); }

    NodeRef operator()(const TaskReopened& e) const { return task(e.task); }

    NodeRef operator()(const TaskSkipped& e) const { return task(e.task); }

    template <class Other>
    NodeRef operator()(const Other&) const {
        return {};
    }

    static NodeRef workflow(WorkflowIx ix) { return {NodeKind::workflow, ix}; }

    static NodeRef task(TaskIx ix) { return {NodeKind::task, ix}; }

    const Tree& tree;
};

Value time_of(const std::optional<Instant>& at) {
    return at ? Value{to_text(*at)} : Value{};
}

Value id_of(const Id& id) {
    return id.is_nil() ? Value{} : Value{to_text(id)};
}

Value public_id(const WorkflowExecutionRow& row) {
    return Value{row.alias.empty() ? to_text(row.id) : row.alias};
}

Value info_of_row(const std::optional<std::string>& info) {
    return info ? Value{*info} : Value{};
}

Value workflow_payload(const Tree& tree, const WorkflowExecutionRow& row) {
    const Value root = row.is_root() ? Value{} : public_id(tree.workflows.front().row);
    return Value::dict({
        {"id", public_id(row)},
        {"name", row.workflow_name},
        {"workflow_name", row.workflow_name},
        {"workflow_namespace", row.workflow_namespace},
        {"workflow_id", id_of(row.workflow_id)},
        {"state", name_of(row.state)},
        {"state_info", info_of_row(row.state_info)},
        {"project_id", row.project_id},
        {"task_execution_id", id_of(row.task_execution_id)},
        {"root_execution_id", root},
        {"created_at", to_text(row.created_at)},
        {"updated_at", time_of(row.updated_at)},
    });
}

Value task_payload(const WorkflowExecutionRow& owner, const TaskExecutionRow& row, State state) {
    return Value::dict({
        {"id", to_text(row.id)},
        {"name", row.name},
        {"workflow_execution_id", public_id(owner)},
        {"workflow_name", owner.workflow_name},
        {"workflow_namespace", owner.workflow_namespace},
        {"workflow_id", id_of(owner.workflow_id)},
        {"state", name_of(state)},
        {"state_info", state == row.state ? info_of_row(row.state_info) : Value{}},
        {"type", name_of(row.type)},
        {"project_id", owner.project_id},
        {"created_at", to_text(row.created_at)},
        {"updated_at", time_of(row.updated_at)},
        {"started_at", time_of(row.started_at)},
        {"finished_at", time_of(row.finished_at)},
    });
}

bool wants(const Value& publisher, const Value& event) {
    const Value& types = publisher["event_types"];
    if (types.is_list() && types.size() > 0)
        return std::ranges::find(types.items(), event) != types.items().end();
    return !truthy(types) || types == event;
}

/// A message to each publisher of the workflow that wants this event.
class Post {
public:
    Post(const Value& publishers, Instant at, std::vector<NotificationRow>& notices)
        : publishers_(publishers), at_(at), notices_(notices) {}

    template <class MakePayload>
    void send(const Id& id, const Value& event, MakePayload make_payload) {
        Value payload;
        for (const Value& publisher : publishers_.items()) {
            if (!publisher.is_dict() || !wants(publisher, event)) continue;
            if (payload.is_null()) payload = with_member(make_payload(), "event", event);
            notices_.push_back({0, root_of(id), publisher, payload, at_});
        }
    }

private:
    const Value& publishers_;
    Instant at_;
    std::vector<NotificationRow>& notices_;
};

const Value* publishers_of(const Tree& tree, WorkflowIx ix) {
    const Value* publishers = tree.workflows[ix].row.params.find("notify");
    return publishers != nullptr && publishers->is_list() ? publishers : nullptr;
}

/// What a ready task comes from when its run begins: the engine passes through IDLE at moments that
/// the outside knows nothing of.
State origin_of_run(const Tree& tree, const TaskNode& node) {
    const TaskSpec& spec = tree.workflows[node.workflow].program->tasks[node.number];
    if (node.row.paused_before) return State::idle;
    if (spec.join.kind != JoinSpec::Kind::none) return State::waiting;
    if (node.row.started_at) return State::error;  // a rerun
    return State::delayed;                         // the first run: launched
}

}  // namespace

NoticeWatch::NoticeWatch(const Tree& tree, const EventBody& event) {
    const NodeRef about = std::visit(About{tree}, event);
    if (about.kind == NodeKind::none) return;
    if (about.kind == NodeKind::workflow) {
        about_ = about;
        workflow_ = about.index;
        if (about.index < tree.workflows.size())
            state_before_ = tree.workflows[about.index].row.state;
        return;
    }
    const TaskNode& node = tree.tasks[about.index];
    if (publishers_of(tree, node.workflow) == nullptr) return;
    about_ = about;
    workflow_ = node.workflow;
    state_before_ = node.row.state;
    starts_run_ = node.row.state == State::idle;
    if (starts_run_) state_before_run_ = origin_of_run(tree, node);
}

void NoticeWatch::tell(const Tree& tree, Instant at, std::vector<NotificationRow>& notices) const {
    if (about_.kind == NodeKind::workflow) tell_workflow(tree, at, notices);
    if (about_.kind == NodeKind::task) tell_task(tree, at, notices);
}

void NoticeWatch::tell_workflow(const Tree& tree, Instant at, std::vector<NotificationRow>& notices)
    const {
    const Value* publishers = publishers_of(tree, workflow_);
    const WorkflowExecutionRow& row = tree.workflows[about_.index].row;
    if (publishers == nullptr || row.state == state_before_) return;
    Post{*publishers, at, notices}.send(
        row.id,
        event_name(NodeKind::workflow, state_before_, row.state),
        [&] { return workflow_payload(tree, row); }
    );
}

void NoticeWatch::tell_task(const Tree& tree, Instant at, std::vector<NotificationRow>& notices)
    const {
    const TaskExecutionRow& row = tree.tasks[about_.index].row;
    const WorkflowExecutionRow& owner = tree.workflows[workflow_].row;
    Post post{*publishers_of(tree, workflow_), at, notices};
    State before = *state_before_;
    if (starts_run_) {
        // A run begins as RUNNING, even if a policy holds it at once.
        post.send(row.id, event_name(NodeKind::task, state_before_run_, State::running), [&] {
            return task_payload(owner, row, State::running);
        });
        before = State::running;
    }
    if (row.state == before) return;
    post.send(row.id, event_name(NodeKind::task, before, row.state), [&] {
        return task_payload(owner, row, row.state);
    });
}

}  // namespace wf::engine
