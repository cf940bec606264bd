#include "storage/contract/contract.hpp"
#include "storage/memory/memory_storage.hpp"

#include <doctest/doctest.h>

namespace wf {
namespace {

TEST_CASE("storage in memory keeps the contract") {
    contract::run_storage_contract([] { return make_memory_storage(); });
}

TEST_CASE("storage in memory has as many shards as asked for") {
    CHECK(make_memory_storage()->shard_count() == 64);
    CHECK(make_memory_storage({.shard_count = 4})->shard_count() == 4);
}

}  // namespace
}  // namespace wf
