// The server under test: a child process with a fresh database in a temporary folder.
#pragma once
#include "load/clock.hpp"

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace load {

struct ServerOptions {
    std::string binary;
    std::string folder;       ///< parent of the temporary folder
    int commit_delay_ms = 0;  ///< [database] commit_delay_ms
};

class ServerProcess {
public:
    /// Starts it and waits for the first answer.
    explicit ServerProcess(const ServerOptions& options);
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;
    ~ServerProcess();

    std::uint16_t port() const { return port_; }

    /// From fork to the first answer.
    double cold_start_ms() const { return cold_start_ms_; }

    double rss_mb() const;
    /// The processor time that it has used so far.
    double cpu_ms() const;

private:
    void write_config(int commit_delay_ms) const;
    void spawn(const std::string& binary);
    void wait_for_answer();

    std::string folder_;
    std::uint16_t port_ = 0;
    pid_t pid_ = -1;
    double cold_start_ms_ = 0;
};

}  // namespace load
