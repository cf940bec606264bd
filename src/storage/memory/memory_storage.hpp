// Storage in memory: for tests, the simulator and one-shot runs. Nothing outlives the object.
#pragma once
#include "ports/storage.hpp"

#include <memory>

namespace wf {

struct MemoryOptions {
    std::uint32_t shard_count = 64;
};

std::unique_ptr<Storage> make_memory_storage(MemoryOptions options = {});

}  // namespace wf
