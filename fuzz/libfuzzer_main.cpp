// The entry that libFuzzer calls; compiled once per target, whose name the build gives.
#include "target.hpp"

#include <cstddef>
#include <cstdint>

// NOLINTNEXTLINE(readability-identifier-naming) the name is libFuzzer's
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    fuzz::WF_FUZZ_TARGET({reinterpret_cast<const char*>(bytes), size});
    return 0;
}
