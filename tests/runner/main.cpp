// wf-workflow-cases FOLDER [FILTER]: runs every workflow case twice, the second time with the state
// thrown away and reloaded from storage after every step.
// wf-workflow-cases --scale [FACTOR]: how the cost of large executions grows.
#include "app/cases/run.hpp"
#include "scale.hpp"

#include <cstdio>
#include <cstdlib>

namespace {

using namespace wf::cases;

CaseResult run(const std::string& path) {
    const auto test = read_case(path);
    return test ? run_case(*test, nullptr) : unusable_case(path, test.error());
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    if (std::string_view{argv[1]} == "--scale") {
        return run_scale(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1);
    }
    const std::string filter = argc > 2 ? argv[2] : "";
    const auto paths = find_cases(argv[1]);
    if (!paths) {
        std::printf("%s\n", paths.error().message.c_str());
        return 2;
    }
    int passed = 0;
    int failed = 0;
    for (const std::string& path : *paths) {
        if (path.find(filter) == std::string::npos) continue;
        std::fflush(stdout);
        const CaseResult result = run(path);
        ++(result.verdict == Verdict::passed ? passed : failed);
        if (result.verdict != Verdict::passed)
            std::printf("FAILED %s\n%s", path.c_str(), report_of(result).c_str());
    }
    std::printf("workflow cases: %d passed, %d failed\n", passed, failed);
    return failed == 0 && passed > 0 ? 0 : 1;
}
