// The command line as a function: words in, output and exit code out.
#pragma once
#include "app/cli/command.hpp"
#include "app/cli/rest/rest.hpp"

#include <functional>
#include <string>
#include <vector>

namespace wf::cli {

struct CliWorld {
    Streams streams;
    /// Makes the way to the server at a URL; tests give a server of their own.
    std::function<HttpSend(const std::string& url)> connect;
    std::string default_url;
};

/// `words` without the name of the program. Returns the exit code.
int run_cli(std::vector<std::string> words, const CliWorld& world);

}  // namespace wf::cli
