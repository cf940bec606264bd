// Plays tests/api/**/*.http, each against a server of its own.
#include "api/testing/http_file.hpp"
#include "api/testing/test_server.hpp"

#include <doctest/doctest.h>

namespace wf::api {
namespace {

std::filesystem::path folder() {
    return std::filesystem::path{__FILE__}.parent_path() / ".." / ".." / "tests" / "api";
}

}  // namespace

TEST_CASE("the API answers as the files in tests/api say") {
    const auto files = testing::http_files_in(folder());
    CHECK(files.size() > 10);
    for (const std::filesystem::path& path : files) {
        const auto file = testing::read_http_file(path);
        INFO(path.string());
        if (!file) {
            FAIL_CHECK(file.error().message);
            continue;
        }
        if (file->needs_engine) continue;
        testing::TestServer server;
        for (const std::string& failure : testing::play_http_file(*file, server.port()))
            FAIL_CHECK(failure);
    }
}

}  // namespace wf::api
