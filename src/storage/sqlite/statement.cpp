#include "storage/sqlite/statement.hpp"

#include <algorithm>
#include <string>

namespace wf::sqlite {
namespace {

struct PlainReason {
    int code;  ///< primary result code
    std::string_view text;
};

constexpr PlainReason plain_reasons[] = {
    {SQLITE_BUSY, "the database is locked by another process"},
    {SQLITE_CANTOPEN, "the database file cannot be opened"},
    {SQLITE_CORRUPT, "the database file is damaged"},
    {SQLITE_FULL, "the disk is full"},
    {SQLITE_IOERR, "the disk refused to read or write"},
    {SQLITE_NOMEM, "out of memory"},
    {SQLITE_NOTADB, "the file is not a database of this service"},
    {SQLITE_PERM, "access to the database file is not permitted"},
    {SQLITE_READONLY, "the database is read-only"},
    {SQLITE_TOOBIG, "a value is too large for the database"},
};

std::string_view plain_reason(int code) {
    const auto* found = std::ranges::find(plain_reasons, code & 0xff, &PlainReason::code);
    return found == std::end(plain_reasons) ? "the database reported an error" : found->text;
}

}  // namespace

Error error_of(sqlite3* db, int code, std::string_view doing) {
    std::string message{doing};
    message += " failed: ";
    message += plain_reason(code);
    message += " (SQLite ";
    message += std::to_string(code);
    message += ": ";
    message += db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    message += ')';
    return {ErrorCode::storage_unavailable, std::move(message), {}, {}};
}

}  // namespace wf::sqlite
