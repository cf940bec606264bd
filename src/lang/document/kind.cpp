// Telling the kinds of documents apart. There is no mark for it: the endpoint used to say it.
#include "lang/definitions.hpp"
#include "lang/document/document.hpp"

#include <algorithm>

namespace wf::lang {
namespace {

// A workflow or an action of that name would hold keys of its own.
bool holds_members(const yaml::Node& root, std::string_view section) {
    const yaml::Node* node = root.find(section);
    return node != nullptr && node->is_mapping() && node->find("tasks") == nullptr &&
           node->find("base") == nullptr;
}

bool is_workbook(const yaml::Node& root) {
    const yaml::Node* name = root.find("name");
    const bool has_name = name != nullptr && !name->is_mapping();
    return has_name || holds_members(root, "workflows") || holds_members(root, "actions");
}

bool is_action(const yaml::Node& member) {
    return member.find("tasks") == nullptr &&
           (member.find("base") != nullptr || member.find("base-input") != nullptr);
}

bool is_workflow(const yaml::Node& member) {
    return member.find("tasks") != nullptr;
}

/// nullopt: nothing tells.
std::optional<DocumentKind> evident_kind(const yaml::Node& root) {
    if (!root.is_mapping()) return std::nullopt;
    if (is_workbook(root)) return DocumentKind::workbook;
    if (std::ranges::any_of(root.children, is_action)) return DocumentKind::actions;
    if (std::ranges::any_of(root.children, is_workflow)) return DocumentKind::workflows;
    return std::nullopt;
}

std::string_view spoken(DocumentKind kind) {
    switch (kind) {
    case DocumentKind::workflows: return "a list of workflows";
    case DocumentKind::workbook: return "a workbook";
    case DocumentKind::actions: return "a list of actions";
    }
    return {};
}

}  // namespace

void Document::advise_about_kind(DocumentKind sent) {
    if (usable()) return;
    const auto kind = evident_kind(root_);
    if (!kind || *kind == sent) return;
    found_.advise(
        "this text looks like " + std::string{spoken(*kind)} + ", not like " +
        std::string{spoken(sent)}
    );
}

std::string_view name_of(DocumentKind kind) {
    switch (kind) {
    case DocumentKind::workflows: return "workflows";
    case DocumentKind::workbook: return "workbook";
    case DocumentKind::actions: return "actions";
    }
    return {};
}

DocumentKind kind_of(std::string_view text) {
    const auto document = yaml::compose(text, yaml::Typing::json);
    if (!document) return DocumentKind::workflows;
    return evident_kind(document->root).value_or(DocumentKind::workflows);
}

}  // namespace wf::lang
