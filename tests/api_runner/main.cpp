// wf-api-cases FOLDER [FILTER]: plays the API tests that need the real engine, each against a whole
// system of its own: memory storage, engine, executor, API.
#include "api/testing/http_file.hpp"
#include "app/common/system.hpp"

#include <cstdio>
#include <string_view>

namespace {

using namespace wf;

Result<std::vector<std::string>> play(const api::testing::HttpFile& file) {
    LogOptions log_options;
    log_options.level = LogLevel::error;
    WF_TRY(const auto log, Logger::open(std::move(log_options)));
    app::SystemOptions options;
    options.in_memory = true;
    options.config.api.port = 0;
    WF_TRY(const auto system, app::System::start(options, *log));
    std::vector<std::string> failures = api::testing::play_http_file(file, system->port());
    system->stop(Millis{0});
    return failures;
}

/// Prints what did not fit; true if everything did.
bool passes(const std::filesystem::path& path, const api::testing::HttpFile& file) {
    const auto failures = play(file);
    if (failures && failures->empty()) return true;
    std::printf("FAILED %s\n", path.c_str());
    if (!failures) std::printf("  %s\n", failures.error().message.c_str());
    for (const std::string& failure : failures.value_or(std::vector<std::string>{}))
        std::printf("  %s\n", failure.c_str());
    return false;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    const std::string_view filter = argc > 2 ? argv[2] : "";
    int passed = 0;
    int failed = 0;
    for (const std::filesystem::path& path : api::testing::http_files_in(argv[1])) {
        if (path.string().find(filter) == std::string::npos) continue;
        const auto file = api::testing::read_http_file(path);
        if (!file) {
            std::printf("FAILED %s\n  %s\n", path.c_str(), file.error().message.c_str());
            ++failed;
        } else if (file->needs_engine) {
            ++(passes(path, *file) ? passed : failed);
        }
    }
    std::printf("API cases with the engine: %d passed, %d failed\n", passed, failed);
    return failed == 0 && passed > 0 ? 0 : 1;
}
