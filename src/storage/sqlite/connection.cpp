#include "storage/sqlite/connection.hpp"

#include <mutex>

namespace wf::sqlite {
namespace {

constexpr std::size_t statements_max = 200;

// page_size counts only when the file is created and must precede journal_mode. 8 KB pages hold
// about twenty task rows; the larger cache of the writer keeps the hot right edge of every tree in
// memory.
constexpr const char* pragmas_of_writer = "PRAGMA page_size = 8192;"
                                          "PRAGMA journal_mode = WAL;"
                                          "PRAGMA synchronous = FULL;"
                                          "PRAGMA cache_size = -65536;"
                                          "PRAGMA wal_autocheckpoint = 4000;"
                                          "PRAGMA temp_store = MEMORY;";
constexpr const char* pragmas_of_reader = "PRAGMA query_only = ON;"
                                          "PRAGMA cache_size = -16384;"
                                          "PRAGMA temp_store = MEMORY;";

/// Counting allocations would take a process-wide lock for each of them.
void configure_library() {
    static std::once_flag once;
    std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

int open_flags(Access access) {
    // No mutex: a connection is used by one thread at a time. Readers need write access to the
    // shared-memory file beside the database; query_only keeps them from writing anything else.
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    return access == Access::create ? flags | SQLITE_OPEN_CREATE : flags;
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(
    const std::string& path, Access access, Millis busy_timeout
) {
    configure_library();
    const std::string doing = "opening database " + path;
    sqlite3* db = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &db, open_flags(access), nullptr);
    std::unique_ptr<Connection> connection{new Connection{db}};
    if (code != SQLITE_OK) return tl::unexpected(error_of(db, code, doing));
    sqlite3_busy_timeout(db, static_cast<int>(busy_timeout.count()));
    const bool writes = access == Access::create;
    WF_CHECK(connection->execute(writes ? pragmas_of_writer : pragmas_of_reader, doing));
    if (writes && sqlite3_db_readonly(db, "main") == 1)
        return tl::unexpected(error_of(nullptr, SQLITE_READONLY, doing));
    return connection;
}

Connection::~Connection() {
    statements_.clear();
    sqlite3_close(db_);
}

Result<void> Connection::execute(const char* sql, std::string_view doing) {
    const int code = sqlite3_exec(db_, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return tl::unexpected(error_of(db_, code, doing));
    return {};
}

Result<Statement*> Connection::statement(std::string_view sql) {
    const auto found = statements_.find(sql);
    if (found != statements_.end()) return &found->second;
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v3(
        db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &handle, nullptr
    );
    if (code != SQLITE_OK) return tl::unexpected(error_of(db_, code, "preparing a statement"));
    return &statements_.emplace(std::string{sql}, Statement{handle}).first->second;
}

Result<std::int64_t> Connection::integer(std::string_view sql, std::string_view doing) {
    WF_TRY(Statement * prepared, statement(sql));
    Use use{*prepared};
    WF_TRY(const bool found, use.next(doing));
    return found ? use->integer(0) : 0;
}

void Connection::trim() {
    if (statements_.size() > statements_max) statements_.clear();
}

Result<Transaction> Transaction::begin(Connection& connection, Kind kind) {
    const char* sql = kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN";
    WF_TRY(Statement * statement, connection.statement(sql));
    WF_CHECK(Use{*statement}.run("beginning a transaction"));
    return Transaction{connection};
}

Result<void> Transaction::commit() {
    WF_TRY(Statement * statement, connection_->statement("COMMIT"));
    WF_CHECK(Use{*statement}.run("committing"));
    connection_ = nullptr;
    return {};
}

Transaction::~Transaction() {
    // A failure may have rolled back already (disk full).
    if (connection_ == nullptr || sqlite3_get_autocommit(connection_->handle()) != 0) return;
    sqlite3_exec(connection_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace wf::sqlite
