#include "lang/definitions.hpp"

#include "lang/document/document.hpp"
#include "lang/statement/action.hpp"
#include "lang/statement/workflow.hpp"

namespace wf::lang {
namespace {

template <class T>
Result<T> finished(Document& document, DocumentKind kind, T made) {
    document.advise_about_kind(kind);
    if (!document.usable()) return tl::unexpected(document.found().to_error());
    return made;
}

// The entry that a stored text holds under `name`; a workbook's member goes by its short name
// there.
std::string_view short_name(std::string_view name, std::string_view workbook_name) {
    const std::size_t prefix = workbook_name.size() + 1;
    if (workbook_name.empty() || name.size() <= prefix || !name.starts_with(workbook_name))
        return name;
    return name.substr(prefix);
}

template <class T, class Read>
Result<std::shared_ptr<const T>> rebuilt(
    std::string_view definition, std::string_view name, std::string_view workbook_name, Read read
) {
    Document document{definition, {.validate = false, .expressions = {}}};
    if (!document.usable()) return tl::unexpected(document.found().to_error());
    const std::string_view key = short_name(name, workbook_name);
    std::shared_ptr<T> made;
    with_member(Place{document.root()}, key, [&](const Place& member) {
        made = read(member, key, document.out());
    });
    if (made == nullptr) {
        return fail(
            ErrorCode::definition_invalid,
            "The stored definition has no entry '" + std::string{key} + "'"
        );
    }
    if (!document.usable()) return tl::unexpected(document.found().to_error());
    made->name = name;
    made->workbook_name = workbook_name;
    return made;
}

}  // namespace

Result<std::vector<WorkflowDefinition>> parse_workflows(
    std::string_view text, const ParseOptions& options
) {
    Document document{text, options};
    return finished(document, DocumentKind::workflows, read_workflow_list(document));
}

Result<std::vector<ActionDefinition>> parse_actions(
    std::string_view text, const ParseOptions& options
) {
    Document document{text, options};
    return finished(document, DocumentKind::actions, read_action_list(document));
}

Result<WorkbookDefinition> parse_workbook(std::string_view text, const ParseOptions& options) {
    Document document{text, options};
    return finished(document, DocumentKind::workbook, read_workbook(document));
}

Diagnostics diagnose(DocumentKind kind, std::string_view text, const ParseOptions& options) {
    Document document{text, options};
    switch (kind) {
    case DocumentKind::workflows: read_workflow_list(document); break;
    case DocumentKind::workbook: read_workbook(document); break;
    case DocumentKind::actions: read_action_list(document); break;
    }
    document.advise_about_kind(kind);
    Diagnostics found = document.found();
    found.sort();
    return found;
}

Result<ProgramPtr> compile_workflow(
    std::string_view definition, std::string_view name, std::string_view workbook_name
) {
    const auto read = [definition](const Place& at, std::string_view key, Checker& out) {
        auto program = read_workflow(at, key, out);
        program->checksum = checksum_of(definition);
        return program;
    };
    return rebuilt<Program>(definition, name, workbook_name, read);
}

Result<AdhocActionPtr> compile_action(
    std::string_view definition, std::string_view name, std::string_view workbook_name
) {
    const auto read = [definition](const Place& at, std::string_view key, Checker& out) {
        auto action = read_action(at, key, out);
        action->definition_text = definition;
        return action;
    };
    return rebuilt<AdhocAction>(definition, name, workbook_name, read);
}

}  // namespace wf::lang
