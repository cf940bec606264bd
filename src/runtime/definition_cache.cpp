#include "runtime/definition_cache.hpp"

#include "lang/definitions.hpp"

namespace wf {
namespace {

/// Beyond this many programs the cache starts over: simpler than ageing, and rarely reached.
constexpr std::size_t programs_max = 2000;

std::string key_of(std::string_view a, std::string_view b, std::string_view c) {
    std::string key;
    key.reserve(a.size() + b.size() + c.size() + 2);
    key += a;
    key += '\n';
    key += b;
    key += '\n';
    key += c;
    return key;
}

}  // namespace

DefinitionCache::DefinitionCache(Storage& storage, std::span<const ActionSignature> builtins)
    : storage_(storage) {
    for (const ActionSignature& signature : builtins) builtins_.emplace(signature.name, &signature);
}

void DefinitionCache::drop_outdated() {
    const std::uint64_t now = storage_.definitions_version();
    if (now == version_) return;
    version_ = now;
    workflows_.clear();
    actions_.clear();
    unknown_actions_.clear();
}

Result<ProgramPtr> DefinitionCache::program(
    const std::string& checksum, const std::string& name, const std::string& workbook
) {
    const std::string key = key_of(checksum, name, workbook);
    if (const auto it = programs_.find(key); it != programs_.end()) return it->second;
    WF_TRY(const auto text, storage_.definition_text(checksum));
    if (!text) {
        return fail(
            ErrorCode::internal,
            "the definition text " + checksum + " of workflow '" + name + "' is missing"
        );
    }
    WF_TRY(ProgramPtr compiled, lang::compile_workflow(*text, name, workbook));
    if (programs_.size() >= programs_max) programs_.clear();
    programs_.emplace(key, compiled);
    return compiled;
}

Result<ProgramPtr> DefinitionCache::pinned_program(const WorkflowExecutionRow& row) {
    const std::lock_guard lock(mutex_);
    return program(row.definition_checksum, row.workflow_name, row.workbook_name);
}

Result<engine::WorkflowDefinition> DefinitionCache::load_workflow(
    std::string_view id_or_name, std::string_view name_space, std::string_view project
) {
    WF_TRY(const auto row, storage_.find_workflow_definition(id_or_name, name_space, project));
    if (!row) {
        return fail(
            ErrorCode::not_found,
            "Workflow not found [workflow_identifier=" + std::string{id_or_name} +
                ", namespace=" + std::string{name_space} + "]"
        );
    }
    WF_TRY(ProgramPtr compiled, program(row->checksum, row->name, row->workbook_name));
    return engine::WorkflowDefinition{std::move(compiled), row->id, row->name, row->name_space};
}

Result<engine::WorkflowDefinition> DefinitionCache::find_workflow(
    std::string_view id_or_name, std::string_view name_space, std::string_view project
) {
    const std::lock_guard lock(mutex_);
    drop_outdated();
    std::string key = key_of(id_or_name, name_space, project);
    if (const auto it = workflows_.find(key); it != workflows_.end()) return it->second;
    WF_TRY(engine::WorkflowDefinition found, load_workflow(id_or_name, name_space, project));
    workflows_.emplace(std::move(key), found);
    return found;
}

Result<engine::ResolvedAction> DefinitionCache::find_action(
    std::string_view name, std::string_view name_space, std::string_view project
) {
    const std::lock_guard lock(mutex_);
    if (const auto it = builtins_.find(std::string{name}); it != builtins_.end()) {
        return engine::ResolvedAction{it->second, nullptr};
    }
    drop_outdated();
    std::string key = key_of(name, name_space, project);
    if (const auto it = actions_.find(key); it != actions_.end())
        return engine::ResolvedAction{nullptr, it->second};
    const auto unknown = [&] {
        return fail(ErrorCode::not_found, "Action not found [name=" + std::string{name} + "]");
    };
    if (unknown_actions_.contains(key)) return unknown();
    WF_TRY(const auto row, storage_.find_action_definition(name, name_space, project));
    if (!row) {
        unknown_actions_.emplace(std::move(key), true);
        return unknown();
    }
    WF_TRY(
        AdhocActionPtr compiled,
        lang::compile_action(row->definition, row->name, row->workbook_name)
    );
    actions_.emplace(std::move(key), compiled);
    return engine::ResolvedAction{nullptr, std::move(compiled)};
}

Result<std::optional<Value>> DefinitionCache::find_environment(
    std::string_view name, std::string_view project
) {
    WF_TRY(const auto row, storage_.find_environment(name, project));
    if (!row) return std::optional<Value>{};
    return std::optional<Value>{row->variables};
}

}  // namespace wf
