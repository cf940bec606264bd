// API tests as data: a file of requests and what must come back. The format is told in
// tests/api/README.md.
#pragma once
#include "base/error.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace wf::api::testing {

struct HttpStep {
    std::string title;
    int line = 0;  ///< of its "===" in the file
    std::string method;
    std::string target;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    int status = 0;
    std::vector<std::pair<std::string, std::string>> answer_headers;
    std::string pattern;  ///< empty: any body
};

struct HttpFile {
    std::string about;
    bool needs_engine = false;  ///< the real one: the fake engine of these tests does not do
    std::vector<HttpStep> steps;
};

Result<HttpFile> read_http_file(const std::filesystem::path& path);

/// Plays the steps, in order, against 127.0.0.1:port. What did not fit, empty if all did.
std::vector<std::string> play_http_file(const HttpFile& file, std::uint16_t port);

/// All *.http files below `folder`, sorted.
std::vector<std::filesystem::path> http_files_in(const std::filesystem::path& folder);

}  // namespace wf::api::testing
