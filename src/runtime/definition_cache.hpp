// Definitions by name for the engine, in front of storage. Entries are dropped when definitions
// change; programs stay as long as they fit, since a text with the same checksum compiles to the
// same program.
#pragma once
#include "engine/env.hpp"
#include "ports/storage.hpp"

#include <mutex>
#include <span>
#include <string>
#include <unordered_map>

namespace wf {

class DefinitionCache final : public engine::Definitions {
public:
    /// `builtins` live as long as the process.
    DefinitionCache(Storage& storage, std::span<const ActionSignature> builtins);

    Result<engine::WorkflowDefinition> find_workflow(
        std::string_view id_or_name, std::string_view name_space, std::string_view project
    ) override;
    Result<engine::ResolvedAction> find_action(
        std::string_view name, std::string_view name_space, std::string_view project
    ) override;
    Result<std::optional<Value>> find_environment(std::string_view name, std::string_view project)
        override;

    /// The program that an execution is pinned to, whatever has become of the definition.
    Result<ProgramPtr> pinned_program(const WorkflowExecutionRow& row);

private:
    void drop_outdated();
    Result<ProgramPtr> program(
        const std::string& checksum, const std::string& name, const std::string& workbook
    );
    Result<engine::WorkflowDefinition> load_workflow(
        std::string_view id_or_name, std::string_view name_space, std::string_view project
    );

    Storage& storage_;
    std::unordered_map<std::string, const ActionSignature*> builtins_;
    std::mutex mutex_;  // engine threads share one cache; held during loads as well: they are rare
    std::uint64_t version_ = 0;
    std::unordered_map<std::string, engine::WorkflowDefinition> workflows_;
    std::unordered_map<std::string, AdhocActionPtr> actions_;
    std::unordered_map<std::string, bool> unknown_actions_;
    std::unordered_map<std::string, ProgramPtr> programs_;
};

}  // namespace wf
