// One submitted text on its way to definitions: parsed, checked, findings collected.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/definitions.hpp"
#include "lang/yaml/node.hpp"

#include <string_view>
#include <vector>

namespace wf::lang {

class Document {
public:
    Document(std::string_view text, const ParseOptions& options);
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    std::string_view text() const { return text_; }

    const yaml::Node& root() const { return root_; }

    Checker& out() { return checker_; }

    bool usable() const { return !found_.has_errors(); }

    const Diagnostics& found() const { return found_; }

    /// Warnings about `node`, or about the whole document for its root.
    std::vector<Diagnostic> warnings_in(const yaml::Node& node) const;

    /// Where there are errors and the text looks like a document of another kind, says so.
    void advise_about_kind(DocumentKind sent);

private:
    std::string_view text_;
    Diagnostics found_;
    Checker checker_;
    yaml::Node root_;
};

// The kinds of documents. Results are incomplete if the document got errors.
std::vector<WorkflowDefinition> read_workflow_list(Document& document);
std::vector<ActionDefinition> read_action_list(Document& document);
WorkbookDefinition read_workbook(Document& document);

// Pieces shared by lists and workbooks. `node` is the member, `name` the full name.
WorkflowDefinition workflow_definition(
    const Document& document,
    const yaml::Node& node,
    std::string definition,
    std::shared_ptr<Program> program
);
ActionDefinition action_definition(
    const Document& document,
    const yaml::Node& node,
    std::string definition,
    std::shared_ptr<AdhocAction> action
);

/// A list document: a mapping with `version`. False if there is no use in looking at its items.
bool check_list(const Place& at, Checker& out);
/// The document key's text: keys other than texts are allowed for workflows.
std::string name_of(const yaml::Node& member);

}  // namespace wf::lang
