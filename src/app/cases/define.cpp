// The definitions and environments of a case, stored as a server would.
#include "app/cases/world.hpp"
#include "model/definition_rows.hpp"

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

/// Rows of definitions, with ids that are the same in every run.
class Rows {
public:
    explicit Rows(Instant now) : now_(now) {}

    Result<void> add(const DefinitionSource& source) {
        switch (source.kind) {
        case lang::DocumentKind::workflows: return add_workflows(source);
        case lang::DocumentKind::actions: return add_actions(source);
        case lang::DocumentKind::workbook: return add_workbook(source);
        }
        return {};
    }

    void add_environment(const std::string& name, const Value& variables) {
        EnvironmentRow row;
        row.id = new_id();
        row.name = name;
        row.project_id = default_project;
        row.variables = variables;
        row.created_at = now_;
        changes.environments.inserted.push_back(std::move(row));
    }

    DefinitionChanges changes;

private:
    Id new_id() { return make_random_id(7, ++number_); }

    Result<void> add_workflows(const DefinitionSource& source) {
        WF_TRY(const auto workflows, lang::parse_workflows(source.text));
        add_rows(changes.workflows, workflows, source.name_space);
        return {};
    }

    Result<void> add_actions(const DefinitionSource& source) {
        WF_TRY(const auto actions, lang::parse_actions(source.text));
        add_rows(changes.actions, actions, source.name_space);
        return {};
    }

    Result<void> add_workbook(const DefinitionSource& source) {
        WF_TRY(const lang::WorkbookDefinition book, lang::parse_workbook(source.text));
        add_rows(changes.workflows, book.workflows, source.name_space);
        add_rows(changes.actions, book.actions, source.name_space);
        return {};
    }

    template <class Row, class Parsed>
    void add_rows(
        RowChanges<Row>& to, const std::vector<Parsed>& definitions, const std::string& name_space
    ) {
        for (const Parsed& parsed : definitions) {
            to.inserted.push_back(row_of(parsed, new_id(), now_));
            to.inserted.back().name_space = name_space;
        }
    }

    Instant now_;
    std::uint64_t number_ = 0;
};

}  // namespace

Problems World::define() {
    Problems problems;
    Rows rows(now_);
    for (const DefinitionSource& source : test_.definitions) {
        if (const Result<void> done = rows.add(source); !done)
            problems.push_back(refusal(source, done.error()));
    }
    for (const Member& m : test_.environments.members())
        rows.add_environment(m.key.to_string(), m.value);
    if (!problems.empty()) return problems;
    if (const Result<void> done = storage_->change_definitions(rows.changes); !done)
        problems.push_back(problem_at(whole_file, done.error().message));
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
