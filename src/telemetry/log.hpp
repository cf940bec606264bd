// Structured log lines of the shell: one event name and key=value fields per line. The core never
// logs. Levels say who must act: error = a human must look, warn = we handled something odd, info =
// lifecycle, debug = per command.
#pragma once
#include "base/error.hpp"
#include "base/id.hpp"
#include "base/time.hpp"

#include <atomic>
#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace wf {

enum class LogLevel : std::uint8_t { debug, info, warn, error };
enum class LogFormat : std::uint8_t { logfmt, json };

constexpr std::string_view name_of(LogLevel level) {
    constexpr std::string_view names[] = {"debug", "info", "warn", "error"};
    return names[static_cast<std::size_t>(level)];
}

/// A key and a value that is only looked at while the call lasts: making one costs no allocation,
/// so a disabled level costs a comparison. Values of keys with secret names are masked when
/// written.
class LogField {
public:
    LogField(std::string_view key, std::string_view text)
        : key_(key), kind_(Kind::text), text_(text) {}

    LogField(std::string_view key, const char* text) : LogField(key, std::string_view{text}) {}

    LogField(std::string_view key, const std::string& text)
        : LogField(key, std::string_view{text}) {}

    LogField(std::string_view key, bool value) : key_(key), kind_(Kind::boolean), signed_(value) {}

    LogField(std::string_view key, double value)
        : key_(key), kind_(Kind::floating), floating_(value) {}

    template <std::signed_integral T>
    LogField(std::string_view key, T value)
        : key_(key), kind_(Kind::signed_integer), signed_(value) {}

    template <std::unsigned_integral T>
    LogField(std::string_view key, T value)
        : key_(key), kind_(Kind::unsigned_integer), unsigned_(value) {}

    LogField(std::string_view key, Millis span) : LogField(key, span.count()) {}

    LogField(std::string_view key, const Id& id) : key_(key), kind_(Kind::id), id_(&id) {}

    LogField(std::string_view key, const Error& error)
        : key_(key), kind_(Kind::error), error_(&error) {}

    std::string_view key() const { return key_; }

    /// Quoted text (true) or a number or boolean that JSON writes bare.
    bool is_text() const {
        return kind_ == Kind::text || kind_ == Kind::id || kind_ == Kind::error;
    }

    /// The value as plain text, not escaped.
    void append_to(std::string& out) const;

private:
    enum class Kind : std::uint8_t {
        text,
        boolean,
        signed_integer,
        unsigned_integer,
        floating,
        id,
        error
    };

    std::string_view key_;
    Kind kind_;

    union {
        std::string_view text_;
        std::int64_t signed_;
        std::uint64_t unsigned_;
        double floating_;
        const Id* id_;
        const Error* error_;
    };
};

using LogFields = std::initializer_list<LogField>;

struct LogOptions {
    LogLevel level = LogLevel::info;
    LogFormat format = LogFormat::logfmt;
    std::string file;  ///< appended to; empty: standard error
    /// Takes the lines (with their newline) instead of file and standard error; calls are
    /// serialised.
    std::function<void(std::string_view line)> sink;
    std::function<Instant()> now;  ///< empty: the system's clock
};

/// Any thread may log; a line is written whole. Passed by reference, there is no global one.
class Logger {
public:
    /// @errors invalid_argument when the file cannot be opened.
    static Result<std::unique_ptr<Logger>> open(LogOptions options);
    ~Logger();
    Logger(const Logger&) = delete;
    Logger& operator=(const Logger&) = delete;

    bool is_enabled(LogLevel level) const {
        return level >= level_.load(std::memory_order_relaxed);
    }

    void set_level(LogLevel level) { level_.store(level, std::memory_order_relaxed); }

    /// Opens the file anew, after it was moved away by log rotation. Keeps the old one on failure.
    Result<void> reopen();

    void debug(std::string_view event, LogFields fields = {}) {
        log(LogLevel::debug, event, fields);
    }

    void info(std::string_view event, LogFields fields = {}) { log(LogLevel::info, event, fields); }

    void warn(std::string_view event, LogFields fields = {}) { log(LogLevel::warn, event, fields); }

    void error(std::string_view event, LogFields fields = {}) {
        log(LogLevel::error, event, fields);
    }

    void log(LogLevel level, std::string_view event, LogFields fields) {
        if (is_enabled(level)) write(level, event, fields);
    }

private:
    struct Output;
    explicit Logger(LogOptions options);
    void write(LogLevel level, std::string_view event, LogFields fields);

    std::atomic<LogLevel> level_;
    LogFormat format_;
    std::function<Instant()> now_;
    std::unique_ptr<Output> output_;
};

}  // namespace wf
