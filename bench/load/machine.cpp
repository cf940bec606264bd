#include "load/machine.hpp"

#include "load/clock.hpp"
#include "load/http.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace load {

namespace {

/// Value of the first line that begins with `key` in a file of /proc.
std::string proc_value(const char* file, std::string_view key) {
    std::ifstream lines{file};
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with(key)) continue;
        const std::size_t at = line.find_first_not_of(" \t:", key.size());
        return at == std::string::npos ? "" : line.substr(at);
    }
    return "unknown";
}

std::string kernel() {
    utsname names{};
    uname(&names);
    return fmt::format("{} {}", names.sysname, names.release);
}

/// Median and worst of writing 4 KB and waiting for the disk.
std::string sync_cost(const std::string& folder) {
    constexpr int samples = 200;
    std::string name = folder + "/mistral-sync-XXXXXX";
    const int file = mkstemp(name.data());
    if (file < 0) throw LoadError{"cannot write to " + folder};
    const std::string block(4096, 'x');
    std::vector<double> times;
    for (int i = 0; i < samples; ++i) {
        const auto begin = Clock::now();
        const bool written =
            write(file, block.data(), block.size()) == static_cast<ssize_t>(block.size()) &&
            fdatasync(file) == 0;
        if (!written) break;
        times.push_back(ms_since(begin));
    }
    close(file);
    unlink(name.c_str());
    if (times.empty()) return "unknown";
    std::ranges::sort(times);
    return fmt::format(
        "{:.2f} ms median, {:.2f} ms worst of {} (4 KB written and fdatasync)",
        times[times.size() / 2],
        times.back(),
        times.size()
    );
}

}  // namespace

std::vector<std::pair<std::string, std::string>> machine_facts(const std::string& folder) {
    const double memory_kb = std::strtod(proc_value("/proc/meminfo", "MemTotal").c_str(), nullptr);
    return {
        {"processor", proc_value("/proc/cpuinfo", "model name")},
        {"cores",
         fmt::format("{}, shared by server and load", std::thread::hardware_concurrency())},
        {"memory", fmt::format("{:.0f} GB", memory_kb / 1024 / 1024)},
        {"kernel", kernel()},
        {"disk sync", sync_cost(folder)},
    };
}

}  // namespace load
