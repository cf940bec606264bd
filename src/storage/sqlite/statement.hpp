// One prepared statement: binding, stepping, reading. Everything on the hot path is inline; nothing
// here allocates for binding, so bound texts must live until the statement has been reset.
#pragma once
#include "base/error.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <string_view>

namespace wf::sqlite {

/// An Error that says what was being done, what went wrong in plain words, and SQLite's own text.
Error error_of(sqlite3* db, int code, std::string_view doing);

class Statement {
public:
    Statement() = default;

    explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}

    Statement(Statement&& other) noexcept : handle_(other.handle_) { other.handle_ = nullptr; }

    Statement& operator=(Statement&&) = delete;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    ~Statement() { sqlite3_finalize(handle_); }

    sqlite3_stmt* handle() const { return handle_; }

    sqlite3* db() const { return sqlite3_db_handle(handle_); }

    // Parameters count from 1. A bind that fails (a text beyond SQLite's limit) makes step() fail.
    void bind_null(int at) { note(sqlite3_bind_null(handle_, at)); }

    void bind(int at, std::int64_t value) { note(sqlite3_bind_int64(handle_, at, value)); }

    void bind_text(int at, std::string_view text) {
        // An empty view may have no data, which would bind NULL.
        const char* data = text.empty() ? "" : text.data();
        note(sqlite3_bind_text64(handle_, at, data, text.size(), SQLITE_STATIC, SQLITE_UTF8));
    }

    void bind_blob(int at, const void* data, std::size_t size) {
        note(sqlite3_bind_blob64(handle_, at, size == 0 ? "" : data, size, SQLITE_STATIC));
    }

    // Columns count from 0.
    bool is_null(int at) const { return sqlite3_column_type(handle_, at) == SQLITE_NULL; }

    std::int64_t integer(int at) const { return sqlite3_column_int64(handle_, at); }

    /// Valid until the next step or reset.
    std::string_view text(int at) const {
        const unsigned char* data = sqlite3_column_text(handle_, at);
        if (data == nullptr) return {};
        const int size = sqlite3_column_bytes(handle_, at);
        return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(size)};
    }

    std::string_view blob(int at) const {
        const void* data = sqlite3_column_blob(handle_, at);
        if (data == nullptr) return {};
        const int size = sqlite3_column_bytes(handle_, at);
        return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
    }

    /// SQLITE_ROW, SQLITE_DONE or an error code.
    int step() { return sqlite3_step(handle_); }

    void reset() { sqlite3_reset(handle_); }

private:
    void note(int code) {
        if (code != SQLITE_OK) bind_error_ = code;
    }

    sqlite3_stmt* handle_ = nullptr;
    int bind_error_ = SQLITE_OK;
};

/// Uses a cached statement for one call: resets it at the end, which also ends its read
/// transaction.
class Use {
public:
    explicit Use(Statement& statement) : statement_(statement) {}

    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

    ~Use() {
        statement_.reset();
        sqlite3_clear_bindings(statement_.handle());
    }

    Statement* operator->() const { return &statement_; }

    Statement& operator*() const { return statement_; }

    /// True when there is a row, false at the end.
    Result<bool> next(std::string_view doing) {
        const int code = statement_.step();
        if (code == SQLITE_ROW) return true;
        if (code == SQLITE_DONE) return false;
        return tl::unexpected(error_of(statement_.db(), code, doing));
    }

    /// Runs a statement that gives no rows.
    Result<void> run(std::string_view doing) {
        const int code = statement_.step();
        if (code == SQLITE_DONE || code == SQLITE_ROW) return {};
        return tl::unexpected(error_of(statement_.db(), code, doing));
    }

private:
    Statement& statement_;
};

}  // namespace wf::sqlite
