// The `mistral` program.
#include "app/cli/cli.hpp"
#include "app/cli/rest/curl.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

int main(int argc, char** argv) {
    // A reader that goes away (`mistral … | head`) ends the write, not the program.
    std::signal(SIGPIPE, SIG_IGN);
    const char* url = std::getenv("OS_MISTRAL_URL");
    const wf::cli::CliWorld world{
        .streams = {stdout, stderr},
        .connect = [](const std::string& base) { return wf::cli::curl_sender(base); },
        .default_url = url != nullptr && *url != '\0' ? url : "http://localhost:8989/v2",
    };
    return wf::cli::run_cli({argv + 1, argv + argc}, world);
}
