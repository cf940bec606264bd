#include "generate/scenario.hpp"
#include "lang/definitions.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>

int main(int argc, char** argv) {
    using namespace wf;
    if (argc > 2 && std::strcmp(argv[1], "--emit-case") == 0) {
        std::printf(
            "%s", sim::write_case(sim::generate(std::strtoull(argv[2], nullptr, 10))).c_str()
        );
        return 0;
    }
    if (argc > 2 && std::strcmp(argv[1], "--check") == 0) {
        int bad = 0;
        for (std::uint64_t seed = 1; seed <= std::strtoull(argv[2], nullptr, 10); ++seed) {
            const auto s = sim::generate(seed);
            const auto parsed = lang::parse_workflows(s.workflows);
            if (!parsed) {
                std::printf(
                    "%llu: %s\n",
                    static_cast<unsigned long long>(seed),
                    parsed.error().message.c_str()
                );
                if (++bad > 5) return 1;
            }
            if (!lang::parse_actions(s.actions)) return 2;
        }
        std::printf("%d bad\n", bad);
    }
    return 0;
}
