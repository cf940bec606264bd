#include "telemetry/log.hpp"

#include "telemetry/log_format.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstring>
#include <iterator>
#include <mutex>

namespace wf {

namespace {

Instant system_now() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<Millis>(since_epoch).count()};
}

Result<int> open_for_append(const std::string& path) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
    if (fd >= 0) return fd;
    return fail(
        ErrorCode::invalid_argument,
        fmt::format("Cannot open the log file '{}': {}", path, std::strerror(errno))
    );
}

// A log that cannot be written must not stop the service: what does not fit anywhere is dropped.
void write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

void LogField::append_to(std::string& out) const {
    switch (kind_) {
    case Kind::text: out += text_; break;
    case Kind::boolean: out += signed_ != 0 ? "true" : "false"; break;
    case Kind::signed_integer: fmt::format_to(std::back_inserter(out), "{}", signed_); break;
    case Kind::unsigned_integer: fmt::format_to(std::back_inserter(out), "{}", unsigned_); break;
    case Kind::floating:
        // JSON has no word for the others.
        if (std::isfinite(floating_)) {
            fmt::format_to(std::back_inserter(out), "{}", floating_);
        } else {
            out += "null";
        }
        break;
    case Kind::id: append_text(out, *id_); break;
    case Kind::error: out += to_line(*error_); break;
    }
}

struct Logger::Output {
    std::mutex mutex;
    int fd = STDERR_FILENO;
    std::string file;
    std::function<void(std::string_view)> sink;

    ~Output() {
        if (fd != STDERR_FILENO) ::close(fd);
    }
};

Logger::Logger(LogOptions options)
    : level_(options.level), format_(options.format), now_(std::move(options.now)),
      output_(std::make_unique<Output>()) {
    if (!now_) now_ = system_now;
    output_->file = std::move(options.file);
    output_->sink = std::move(options.sink);
}

Logger::~Logger() = default;

Result<std::unique_ptr<Logger>> Logger::open(LogOptions options) {
    std::unique_ptr<Logger> logger{new Logger(std::move(options))};
    WF_CHECK(logger->reopen());
    return logger;
}

Result<void> Logger::reopen() {
    if (output_->file.empty() || output_->sink) return {};
    WF_TRY(const int fd, open_for_append(output_->file));
    const std::lock_guard lock{output_->mutex};
    if (output_->fd != STDERR_FILENO) ::close(output_->fd);
    output_->fd = fd;
    return {};
}

void Logger::write(LogLevel level, std::string_view event, LogFields fields) {
    const LogLine line{now_(), level, event, fields};
    std::string text;
    if (format_ == LogFormat::json) {
        append_json(text, line);
    } else {
        append_logfmt(text, line);
    }
    const std::lock_guard lock{output_->mutex};
    if (output_->sink) {
        output_->sink(text);
    } else {
        write_all(output_->fd, text);
    }
}

}  // namespace wf
