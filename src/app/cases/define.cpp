// The definitions and environments of a case, stored as a server would.
#include "app/cases/world.hpp"
#include "app/common/system.hpp"
#include "lang/definitions.hpp"

namespace wf::cases {
namespace {

/// Every finding with its place in the file that holds the definition.
Problem refusal(const DefinitionSource& source, const Error& error) {
    const std::string& message = error.message;
    Problem problem = problem_at(
        source.at, "the definition is refused: " + message.substr(0, message.find('\n'))
    );
    const lang::Diagnostics findings = lang::diagnose(source.kind, source.text);
    for (lang::Diagnostic found : findings.all()) {
        if (found.severity != lang::Severity::error) continue;
        if (problem.notes.size() == lang::Diagnostics::shown_max) break;
        found.line += source.lines_before;
        found.column += source.indent;
        const std::string place = source.has_lines ? source.path + ":" : std::string{};
        problem.notes.push_back(place + lang::to_line(found));
    }
    return problem;
}

}  // namespace

Result<void> World::define_actions(const std::string& text, std::uint64_t& number) {
    WF_TRY(const auto actions, lang::parse_actions(text));
    DefinitionChanges changes;
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
    return storage_->change_definitions(changes);
}

Result<void> World::define_environments(std::uint64_t& number) {
    DefinitionChanges changes;
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

Problems World::define() {
    Problems problems;
    std::uint64_t number = 0;
    for (const DefinitionSource& source : test_.definitions) {
        Result<void> done;
        if (source.kind == lang::DocumentKind::actions) {
            done = define_actions(source.text, number);
        } else {
            const bool is_workbook = source.kind == lang::DocumentKind::workbook;
            const auto names = app::define(*storage_, source.text, is_workbook, now_);
            if (!names) done = tl::unexpected(names.error());
        }
        if (!done) problems.push_back(refusal(source, done.error()));
    }
    if (const Result<void> done = define_environments(number); !done)
        problems.push_back(problem_at(whole_file, "environments: " + done.error().message));
    return problems;
}

/// What is worth to be expected of this end, for a case that does not say yet.
Value World::summary() const {
    const WorkflowIx root = find_workflow({});
    if (root == no_ix) return Value::dict({});
    const Tree& tree = runner_->tree();
    const WorkflowNode& node = tree.workflows[root];
    DictBuilder tasks;
    for (const TaskIx ix : node.tasks)
        tasks.set(tree.tasks[ix].row.name, name_of(tree.tasks[ix].row.state));
    const Value& output = node.row.output;
    return Value::dict({
        {"workflow",
         Value::dict({
             {"state", name_of(node.row.state)},
             {"output", output.is_null() ? Value::dict({}) : output},
         })},
        {"tasks", std::move(tasks).freeze()},
    });
}

}  // namespace wf::cases
