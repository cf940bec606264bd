// One SQLite connection and its cache of prepared statements. Used by one thread at a time.
#pragma once
#include "base/time.hpp"
#include "storage/sqlite/statement.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace wf::sqlite {

enum class Access : std::uint8_t {
    create,     // read and write; the file is made if there is none
    read_only,  // never writes, fails when there is no file
};

class Connection {
public:
    /// @errors storage_unavailable with the path and the reason.
    static Result<std::unique_ptr<Connection>> open(
        const std::string& path, Access access, Millis busy_timeout
    );

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    sqlite3* handle() const { return db_; }

    /// Runs statements without parameters and rows.
    Result<void> execute(const char* sql, std::string_view doing);
    /// The cached statement of this text, prepared when it is new. The reference stays valid until
    /// trim(), which nobody calls while a statement is in use.
    Result<Statement*> statement(std::string_view sql);
    /// First column of the first row of a query without parameters; 0 if there is no row.
    Result<std::int64_t> integer(std::string_view sql, std::string_view doing);
    /// Forgets prepared statements when there are unreasonably many (lists make one per kind of
    /// query).
    void trim();

private:
    explicit Connection(sqlite3* db) : db_(db) {}

    struct TextHash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };

    sqlite3* db_;
    std::unordered_map<std::string, Statement, TextHash, std::equal_to<>> statements_;
};

/// A write transaction that is rolled back unless commit() succeeded.
class Transaction {
public:
    enum class Kind : std::uint8_t { read, write };

    static Result<Transaction> begin(Connection& connection, Kind kind);

    Transaction(Transaction&& other) noexcept : connection_(other.connection_) {
        other.connection_ = nullptr;
    }

    Transaction& operator=(Transaction&&) = delete;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();
    Result<void> commit();

private:
    explicit Transaction(Connection& connection) : connection_(&connection) {}

    Connection* connection_;
};

}  // namespace wf::sqlite
