// What every storage adapter must do, as code. An adapter's test calls run_storage_contract() with
// a way to make an empty storage; what only one adapter has (files, processes) is tested beside it.
#pragma once
#include "ports/storage.hpp"

#include <functional>
#include <memory>
#include <span>
#include <string_view>

namespace wf::contract {

using StorageFactory = std::function<std::unique_ptr<Storage>()>;

struct ContractCase {
    std::string_view about;
    void (*run)(Storage& storage);
};

std::span<const ContractCase> commit_cases();
std::span<const ContractCase> tree_cases();
std::span<const ContractCase> list_cases();
std::span<const ContractCase> paging_cases();
std::span<const ContractCase> definition_cases();
std::span<const ContractCase> concurrency_cases();
std::span<const ContractCase> ended_tree_cases();
std::span<const ContractCase> trigger_cases();
std::span<const ContractCase> outbox_cases();

/// Every case on a fresh storage.
void run_storage_contract(const StorageFactory& make_storage);

}  // namespace wf::contract
