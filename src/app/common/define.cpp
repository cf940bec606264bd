// Definitions straight into storage, for programs that have no API in between.
#include "app/common/system.hpp"
#include "lang/definitions.hpp"
#include "runtime/random.hpp"

namespace wf::app {
namespace {

class RowMaker {
public:
    explicit RowMaker(Instant now) : now_(now) {}

    void add(const lang::WorkflowDefinition& parsed, const std::string& workbook) {
        WorkflowDefinitionRow row;
        row.id = new_id();
        row.name = parsed.name;
        row.project_id = default_project;
        row.definition = parsed.definition;
        row.checksum = parsed.checksum;
        row.input = parsed.input_text;
        row.interface = parsed.interface;
        row.tags = parsed.tags;
        row.workbook_name = workbook;
        row.created_at = now_;
        names.push_back(row.name);
        changes.workflows.inserted.push_back(std::move(row));
    }

    void add(const lang::ActionDefinition& parsed, const std::string& workbook) {
        ActionDefinitionRow row;
        row.id = new_id();
        row.name = parsed.name;
        row.project_id = default_project;
        row.definition = parsed.definition;
        row.spec = parsed.spec;
        row.input = parsed.input_text;
        row.tags = parsed.tags;
        row.workbook_name = workbook;
        row.created_at = now_;
        changes.actions.inserted.push_back(std::move(row));
    }

    DefinitionChanges changes;
    std::vector<std::string> names;

private:
    Id new_id() {
        const std::uint64_t high = random_.next();
        return make_random_id(high, random_.next());
    }

    Instant now_;
    SystemRandom random_;
};

}  // namespace

Result<std::vector<std::string>> define(
    Storage& storage, std::string_view text, bool is_workbook, Instant now
) {
    RowMaker rows(now);
    if (is_workbook) {
        WF_TRY(const lang::WorkbookDefinition book, lang::parse_workbook(text));
        for (const auto& workflow : book.workflows) rows.add(workflow, book.name);
        for (const auto& action : book.actions) rows.add(action, book.name);
    } else {
        WF_TRY(const auto workflows, lang::parse_workflows(text));
        for (const auto& workflow : workflows) rows.add(workflow, {});
    }
    WF_CHECK(storage.change_definitions(rows.changes));
    return std::move(rows.names);
}

}  // namespace wf::app
