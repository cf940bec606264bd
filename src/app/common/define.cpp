// Definitions straight into storage, for programs that have no API in between.
#include "app/common/system.hpp"
#include "model/definition_rows.hpp"
#include "runtime/random.hpp"

namespace wf::app {
namespace {

Id new_id(SystemRandom& random) {
    const std::uint64_t high = random.next();
    return make_random_id(high, random.next());
}

}  // namespace

Result<std::vector<std::string>> define(
    Storage& storage, std::string_view text, bool is_workbook, Instant now
) {
    SystemRandom random;
    DefinitionChanges changes;
    std::vector<std::string> names;
    const auto add = [&](const std::vector<lang::WorkflowDefinition>& workflows) {
        for (const auto& workflow : workflows) {
            changes.workflows.inserted.push_back(row_of(workflow, new_id(random), now));
            names.push_back(workflow.name);
        }
    };
    if (is_workbook) {
        WF_TRY(const lang::WorkbookDefinition book, lang::parse_workbook(text));
        add(book.workflows);
        for (const auto& action : book.actions)
            changes.actions.inserted.push_back(row_of(action, new_id(random), now));
    } else {
        WF_TRY(const auto workflows, lang::parse_workflows(text));
        add(workflows);
    }
    WF_CHECK(storage.change_definitions(changes));
    return names;
}

}  // namespace wf::app
