#include "api/core/aliases.hpp"

#include "model/rows.hpp"
#include "ports/storage.hpp"

namespace wf::api {
namespace {

constexpr std::size_t cached_max = 100'000;

}  // namespace

const std::string& Aliases::of_root(const Id& id) {
    const Id root = root_of(id);
    if (const auto place = by_root_.find(root); place != by_root_.end()) return place->second;
    const auto row = storage_.get_workflow_execution(root);
    if (!row || !*row) return none_;  // not remembered: it may be about to appear
    learn(**row);
    return by_root_[root];
}

void Aliases::learn(const WorkflowExecutionRow& row) {
    if (!row.is_root()) return;
    if (by_root_.size() >= cached_max) by_root_.clear();
    by_root_.try_emplace(row.id, row.alias);
}

Result<std::optional<WorkflowExecutionRow>> find_execution(
    Storage& storage, std::string_view text
) {
    if (const auto id = parse_id(text)) {
        auto row = storage.get_workflow_execution(*id);
        if (!row || *row) return row;
    }
    WF_TRY(const std::optional<Id> root, storage.find_alias(text));
    if (!root) return std::optional<WorkflowExecutionRow>{};
    return storage.get_workflow_execution(*root);
}

Result<std::optional<Id>> resolve_execution_id(Storage& storage, std::string_view text) {
    WF_TRY(const std::optional<Id> root, storage.find_alias(text));
    if (root) return root;
    return parse_id(text);
}

}  // namespace wf::api
