// Telling the kinds of documents apart. There is no mark for it: the endpoint used to say it.
#include "lang/definitions.hpp"
#include "lang/yaml/node.hpp"

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

}  // namespace

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
    if (!document || !document->root.is_mapping()) return DocumentKind::workflows;
    if (is_workbook(document->root)) return DocumentKind::workbook;
    for (const yaml::Node& member : document->root.children) {
        if (is_action(member)) return DocumentKind::actions;
    }
    return DocumentKind::workflows;
}

}  // namespace wf::lang
