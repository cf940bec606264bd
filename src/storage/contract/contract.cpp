#include "storage/contract/contract.hpp"

#include <doctest/doctest.h>

#include <string>

namespace wf::contract {

void run_storage_contract(const StorageFactory& make_storage) {
    const std::span<const ContractCase> groups[] = {
        commit_cases(),
        tree_cases(),
        list_cases(),
        paging_cases(),
        definition_cases(),
        concurrency_cases(),
        ended_tree_cases(),
        trigger_cases(),
        outbox_cases(),
    };
    for (const auto group : groups) {
        for (const ContractCase& item : group) {
            INFO("contract: ", std::string{item.about});
            const std::unique_ptr<Storage> storage = make_storage();
            REQUIRE(storage != nullptr);
            item.run(*storage);
        }
    }
}

}  // namespace wf::contract
