#include "load/server_process.hpp"

#include "load/http.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <thread>

namespace load {

namespace {

constexpr double start_limit_ms = 20'000;
constexpr double stop_limit_ms = 20'000;

std::uint16_t free_port() {
    const int probe = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    const bool found =
        bind(probe, generic, length) == 0 && getsockname(probe, generic, &length) == 0;
    close(probe);
    if (!found) throw LoadError{"there is no free port"};
    return ntohs(address.sin_port);
}

std::string make_folder(const std::string& parent) {
    std::string name = parent + "/mistral-bench-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) throw LoadError{"cannot make a folder in " + parent};
    return name;
}

std::string tail_of(const std::string& path) {
    std::ifstream file{path};
    std::ostringstream text;
    text << file.rdbuf();
    const std::string all = text.str();
    return all.size() > 2000 ? all.substr(all.size() - 2000) : all;
}

}  // namespace

ServerProcess::ServerProcess(const ServerOptions& options)
    : folder_(make_folder(options.folder)), port_(free_port()) {
    write_config(options.commit_delay_ms);
    const auto begin = Clock::now();
    spawn(options.binary);
    wait_for_answer();
    cold_start_ms_ = ms_since(begin);
}

ServerProcess::~ServerProcess() {
    kill(pid_, SIGTERM);
    const auto begin = Clock::now();
    while (waitpid(pid_, nullptr, WNOHANG) == 0) {
        if (ms_since(begin) > stop_limit_ms) kill(pid_, SIGKILL);
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void ServerProcess::write_config(int commit_delay_ms) const {
    std::ofstream file{folder_ + "/mistral.conf"};
    file << fmt::format(
        "[api]\nhost = 127.0.0.1\nport = {}\n[database]\nconnection = sqlite:///{}/mistral.db\n",
        port_,
        folder_
    );
    if (commit_delay_ms > 0) file << fmt::format("commit_delay_ms = {}\n", commit_delay_ms);
}

void ServerProcess::spawn(const std::string& binary) {
    const std::string config = folder_ + "/mistral.conf";
    const std::string log = folder_ + "/server.log";
    pid_ = fork();
    if (pid_ < 0) throw LoadError{"fork failed"};
    if (pid_ > 0) return;
    const int out = open(log.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    execl(binary.c_str(), binary.c_str(), "--config-file", config.c_str(), nullptr);
    _exit(127);
}

void ServerProcess::wait_for_answer() {
    const auto begin = Clock::now();
    while (true) {
        try {
            Client{port_}.get("/v2/");
            return;
        } catch (const LoadError&) {
            const bool died = waitpid(pid_, nullptr, WNOHANG) != 0;
            if (died || ms_since(begin) > start_limit_ms)
                throw LoadError{"the server does not start:\n" + tail_of(folder_ + "/server.log")};
        }
        std::this_thread::sleep_for(std::chrono::microseconds{200});
    }
}

double ServerProcess::rss_mb() const {
    std::ifstream status{fmt::format("/proc/{}/status", pid_)};
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    }
    return 0;
}

double ServerProcess::cpu_ms() const {
    std::ifstream stat{fmt::format("/proc/{}/stat", pid_)};
    std::string line;
    std::getline(stat, line);
    std::istringstream fields{line.substr(line.rfind(')') + 2)};
    std::string skipped;
    double user = 0;
    double system = 0;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    fields >> user >> system;
    return (user + system) * 1000 / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace load
