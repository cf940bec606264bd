// wf-workflow-cases FOLDER [FILTER]: runs every workflow case twice, the second time with the state
// thrown away and reloaded from storage after every step.
#include "app/cases/world.hpp"

#include <cstdio>

namespace {

using namespace wf;
using namespace wf::cases;

std::optional<std::string> run(const WorkflowCase& test, Reload reload) {
    World world(test, reload);
    if (auto defined = world.define(); !defined) return "definition: " + defined.error().message;
    for (std::size_t i = 0; i < test.play.size(); ++i) {
        if (auto problem = world.perform(test.play[i]))
            return "step " + std::to_string(i + 1) + ": " + *problem;
    }
    return world.check(test.expect);
}

struct Totals {
    int passed = 0;
    int failed = 0;

    void count(const std::string& name, const std::optional<std::string>& problem) {
        if (!problem) {
            ++passed;
            return;
        }
        ++failed;
        std::printf("FAILED %s\n  %s\n", name.c_str(), problem->c_str());
    }
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    const std::string filter = argc > 2 ? argv[2] : "";
    Totals totals;
    for (const std::string& path : find_cases(argv[1])) {
        if (path.find(filter) == std::string::npos) continue;
        const auto test = read_case(path);
        if (!test) {
            totals.count(path, test.error().message);
            continue;
        }
        std::fflush(stdout);
        totals.count(path, run(*test, Reload::never));
        totals.count(path + " (reloading)", run(*test, Reload::always));
    }
    std::printf("workflow cases: %d passed, %d failed\n", totals.passed, totals.failed);
    return totals.failed == 0 && totals.passed > 0 ? 0 : 1;
}
