// Randomness for expressions and ids: one generator per thread, seeded by the system.
#pragma once
#include "expr/expression.hpp"

#include <cstdint>
#include <random>

namespace wf {

class SystemRandom final : public expr::RandomSource {
public:
    SystemRandom() : engine_(seed()) {}

    std::uint64_t next() override { return engine_(); }

private:
    static std::uint64_t seed() {
        std::random_device device;
        return static_cast<std::uint64_t>(device()) << 32U | device();
    }

    std::mt19937_64 engine_;
};

}  // namespace wf
