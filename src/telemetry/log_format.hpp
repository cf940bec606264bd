// How a log line looks, without where it goes.
#pragma once
#include "telemetry/log.hpp"

namespace wf {

struct LogLine {
    Instant at;
    LogLevel level = LogLevel::info;
    std::string_view event;
    LogFields fields;
};

/// Longest text value in a line; the rest is cut off and counted.
inline constexpr std::size_t log_value_bytes_max = 4096;

/// `2026-01-31T08:05:00.123Z info executor.started threads=1 name="a b"`, with newline.
void append_logfmt(std::string& out, const LogLine& line);
/// `{"time":"…","level":"info","event":"executor.started","threads":1}`, with newline.
void append_json(std::string& out, const LogLine& line);

}  // namespace wf
