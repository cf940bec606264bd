// Contract: definitions and environments.
#include "storage/contract/contract.hpp"
#include "storage/contract/samples.hpp"

namespace wf::contract {
namespace {

template <class Row>
Row definition(std::uint32_t seed, std::string name, std::string project = "p1") {
    Row row = Filler{seed}.row<Row>();
    row.name = std::move(name);
    row.project_id = std::move(project);
    row.scope = "private";
    if constexpr (requires { row.name_space; }) row.name_space = "";
    return row;
}

DefinitionChanges one_of_each() {
    DefinitionChanges changes;
    changes.workflows.inserted = {definition<WorkflowDefinitionRow>(1, "w")};
    changes.actions.inserted = {definition<ActionDefinitionRow>(2, "a")};
    changes.workbooks.inserted = {definition<WorkbookRow>(3, "b")};
    changes.environments.inserted = {definition<EnvironmentRow>(4, "e")};
    return changes;
}

void round_trip(Storage& storage) {
    const DefinitionChanges changes = one_of_each();
    must(storage.change_definitions(changes));
    const WorkflowDefinitionRow& workflow = changes.workflows.inserted[0];
    const ActionDefinitionRow& action = changes.actions.inserted[0];
    check_same(*must(storage.find_workflow_definition("w", "", "p1")), workflow);
    check_same(
        *must(storage.find_workflow_definition(to_text(workflow.id), "any", "p1")), workflow
    );
    check_same(*must(storage.find_action_definition("a", "", "p1")), action);
    check_same(*must(storage.find_action_definition(to_text(action.id), "any", "")), action);
    check_same(*must(storage.find_workbook("b", "", "p1")), changes.workbooks.inserted[0]);
    check_same(*must(storage.find_environment("e", "p1")), changes.environments.inserted[0]);
    check_same_rows(must(storage.list_workflow_definitions({})), changes.workflows.inserted);
    check_same_rows(must(storage.list_action_definitions({})), changes.actions.inserted);
    check_same_rows(must(storage.list_workbooks({})), changes.workbooks.inserted);
    check_same_rows(must(storage.list_environments({})), changes.environments.inserted);
    CHECK(must(storage.definition_text(workflow.checksum)) == workflow.definition);
    const std::string book_id = to_text(changes.workbooks.inserted[0].id);
    CHECK_FALSE(must(storage.find_workbook(book_id, "", "p1")).has_value());
}

void updates(Storage& storage) {
    DefinitionChanges changes = one_of_each();
    must(storage.change_definitions(changes));
    DefinitionChanges update;
    update.workflows.updated = {definition<WorkflowDefinitionRow>(11, "w2")};
    update.workflows.updated[0].id = changes.workflows.inserted[0].id;
    update.workflows.updated[0].created_at = changes.workflows.inserted[0].created_at;
    update.environments.updated = {definition<EnvironmentRow>(12, "e")};
    update.environments.updated[0].id = changes.environments.inserted[0].id;
    update.environments.updated[0].created_at = changes.environments.inserted[0].created_at;
    must(storage.change_definitions(update));
    CHECK_FALSE(must(storage.find_workflow_definition("w", "", "")).has_value());
    check_same(*must(storage.find_workflow_definition("w2", "", "")), update.workflows.updated[0]);
    check_same(*must(storage.find_environment("e", "p1")), update.environments.updated[0]);
    // Executions that started with the old text still find it.
    const auto& old = changes.workflows.inserted[0];
    CHECK(must(storage.definition_text(old.checksum)) == old.definition);
    const auto& fresh = update.workflows.updated[0];
    CHECK(must(storage.definition_text(fresh.checksum)) == fresh.definition);
}

void deletions(Storage& storage) {
    const DefinitionChanges changes = one_of_each();
    must(storage.change_definitions(changes));
    DefinitionChanges deletion;
    deletion.workflows.deleted = {changes.workflows.inserted[0].id};
    deletion.actions.deleted = {changes.actions.inserted[0].id};
    deletion.workbooks.deleted = {changes.workbooks.inserted[0].id};
    deletion.environments.deleted = {changes.environments.inserted[0].id};
    // The freed names may be taken in the same transaction.
    deletion.workbooks.inserted = {definition<WorkbookRow>(33, "b")};
    must(storage.change_definitions(deletion));
    CHECK(must(storage.list_workflow_definitions({})).empty());
    CHECK(must(storage.list_action_definitions({})).empty());
    CHECK(must(storage.list_environments({})).empty());
    CHECK(must(storage.list_workbooks({})).size() == 1);
    CHECK(must(storage.definition_text(changes.workflows.inserted[0].checksum)).has_value());
    CHECK(code_of(storage.change_definitions(deletion)) == ErrorCode::not_found);
}

void duplicates(Storage& storage) {
    must(storage.change_definitions(one_of_each()));
    const auto refusal = [&](const DefinitionChanges& changes) {
        const auto result = storage.change_definitions(changes);
        CHECK(code_of(result) == ErrorCode::conflict);
        return result.error().message;
    };
    DefinitionChanges changes;
    changes.workflows.inserted = {definition<WorkflowDefinitionRow>(21, "w")};
    CHECK(
        refusal(changes) ==
        "Duplicate entry for WorkflowDefinition ['name', 'namespace', 'project_id']: w, , None"
    );
    changes = {};
    changes.actions.inserted = {definition<ActionDefinitionRow>(22, "a")};
    CHECK(
        refusal(changes) ==
        "Duplicate entry for Action ['name', 'namespace', 'project_id']: a, , None"
    );
    changes = {};
    changes.workbooks.inserted = {definition<WorkbookRow>(23, "b")};
    CHECK(
        refusal(changes) ==
        "Duplicate entry for WorkbookDefinition ['name', 'namespace', 'project_id']: b, , None"
    );
    changes = {};
    changes.environments.inserted = {definition<EnvironmentRow>(24, "e")};
    CHECK(refusal(changes) == "Duplicate entry for Environment ['name', 'project_id']: e, None");
}

void names_per_namespace_and_project(Storage& storage) {
    must(storage.change_definitions(one_of_each()));
    DefinitionChanges changes;
    changes.workflows.inserted = {
        definition<WorkflowDefinitionRow>(31, "w"),
        definition<WorkflowDefinitionRow>(32, "w", "p2")};
    changes.workflows.inserted[0].name_space = "ns";
    must(storage.change_definitions(changes));
    CHECK(must(storage.list_workflow_definitions({})).size() == 3);
    CHECK(
        must(storage.find_workflow_definition("w", "ns", "p1"))->id ==
        changes.workflows.inserted[0].id
    );
    CHECK_FALSE(must(storage.find_workflow_definition("w", "other", "p1")).has_value());
    CHECK(
        must(storage.find_workflow_definition("w", "", "p2"))->id ==
        changes.workflows.inserted[1].id
    );
    DefinitionChanges rename;
    rename.workflows.updated = {changes.workflows.inserted[0]};
    rename.workflows.updated[0].name_space = "";
    CHECK(code_of(storage.change_definitions(rename)) == ErrorCode::conflict);
}

void visibility(Storage& storage) {
    DefinitionChanges changes;
    changes.environments.inserted = {
        definition<EnvironmentRow>(41, "secret", "theirs"),
        definition<EnvironmentRow>(42, "open", "theirs"),
        definition<EnvironmentRow>(43, "open", "mine"),
        definition<EnvironmentRow>(44, "shared", "theirs"),
    };
    changes.environments.inserted[1].scope = "public";
    changes.environments.inserted[3].scope = "public";
    changes.workflows.inserted = {definition<WorkflowDefinitionRow>(45, "w", "theirs")};
    must(storage.change_definitions(changes));
    CHECK_FALSE(must(storage.find_environment("secret", "mine")).has_value());
    CHECK(must(storage.find_environment("secret", "")).has_value());
    CHECK(must(storage.find_environment("open", "mine"))->project_id == "mine");
    CHECK(must(storage.find_environment("shared", "mine"))->project_id == "theirs");
    Query query;
    query.project_id = "mine";
    CHECK(must(storage.list_environments(query)).size() == 3);
    const std::string id = to_text(changes.workflows.inserted[0].id);
    CHECK_FALSE(must(storage.find_workflow_definition(id, "", "mine")).has_value());
    CHECK(must(storage.find_workflow_definition(id, "", "theirs")).has_value());
}

void all_or_nothing(Storage& storage) {
    must(storage.change_definitions(one_of_each()));
    const auto version = storage.definitions_version();
    DefinitionChanges changes;
    changes.workflows.inserted = {definition<WorkflowDefinitionRow>(51, "fresh")};
    changes.environments.inserted = {definition<EnvironmentRow>(52, "e")};
    CHECK(code_of(storage.change_definitions(changes)) == ErrorCode::conflict);
    CHECK_FALSE(must(storage.find_workflow_definition("fresh", "", "")).has_value());
    CHECK_FALSE(must(storage.definition_text(changes.workflows.inserted[0].checksum)).has_value());
    CHECK(storage.definitions_version() == version);
    changes.environments.inserted.clear();
    must(storage.change_definitions(changes));
    CHECK(storage.definitions_version() > version);
}

/// Two definitions with the same text share it.
void shared_text(Storage& storage) {
    DefinitionChanges changes;
    changes.workflows.inserted = {
        definition<WorkflowDefinitionRow>(61, "one"), definition<WorkflowDefinitionRow>(62, "two")};
    changes.workflows.inserted[1].definition = changes.workflows.inserted[0].definition;
    changes.workflows.inserted[1].checksum = changes.workflows.inserted[0].checksum;
    must(storage.change_definitions(changes));
    const auto& first = changes.workflows.inserted[0];
    CHECK(must(storage.definition_text(first.checksum)) == first.definition);
}

void lists(Storage& storage) {
    DefinitionChanges changes;
    for (std::uint32_t i = 0; i < 5; ++i) {
        auto row = definition<WorkflowDefinitionRow>(70 + i, "w" + std::to_string(4 - i));
        row.is_system = i == 2;
        row.tags = Value::list({i % 2 == 0 ? "even" : "odd"});
        changes.workflows.inserted.push_back(std::move(row));
    }
    must(storage.change_definitions(changes));
    Query query;
    query.sort = {{"name", false}};
    query.limit = 2;
    const auto page = must(storage.list_workflow_definitions(query));
    REQUIRE(page.size() == 2);
    CHECK(page[0].name == "w0");
    query.marker = to_text(page[1].id);
    CHECK(must(storage.list_workflow_definitions(query))[0].name == "w2");
    query = {};
    query.filters = {{"tags", FilterOp::eq, {"odd"}}, {"is_system", FilterOp::eq, {false}}};
    CHECK(must(storage.list_workflow_definitions(query)).size() == 2);
    query.filters = {{"namespace", FilterOp::eq, {""}}, {"definition", FilterOp::has, {"täxt"}}};
    CHECK(must(storage.list_workflow_definitions(query)).size() == 5);
}

constexpr ContractCase cases[] = {
    {"definitions come back as they were stored, by name and by id", round_trip},
    {"updates are by id; old texts stay", updates},
    {"deletions free names, texts stay", deletions},
    {"duplicates are refused with upstream's texts", duplicates},
    {"names are unique per namespace and project", names_per_namespace_and_project},
    {"definitions are visible to their project, public ones to all", visibility},
    {"a refused change leaves nothing, not even a version", all_or_nothing},
    {"texts are stored by checksum", shared_text},
    {"lists of definitions", lists},
};

}  // namespace

std::span<const ContractCase> definition_cases() {
    return cases;
}

}  // namespace wf::contract
