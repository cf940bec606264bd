// Storage in one SQLite file: the embedded default. One process owns the file and writes through
// one connection; readers have connections of their own and see the last commit.
#pragma once
#include "base/time.hpp"
#include "ports/storage.hpp"
#include "storage/schema/schema_admin.hpp"

#include <memory>
#include <string>

namespace wf {

struct SqliteOptions {
    std::string path;
    std::uint32_t shard_count =
        64;  ///< used when the database is created: a power of two up to 4096
    /// Owners write, and are refused while another live process owns the file. Others only read;
    /// their writing calls fail with not_supported.
    bool owner = true;
    Millis commit_delay{0};  ///< for benchmarks: makes every commit this much slower
    Millis busy_timeout{5000};
};

/// An owner creates the file and upgrades its schema when needed.
/// @errors storage_conflict (in use, or of a newer schema), storage_unavailable, invalid_argument.
Result<std::unique_ptr<Storage>> open_sqlite(SqliteOptions options);

/// The schema of a database file that may not exist yet.
Result<std::unique_ptr<SchemaAdmin>> open_sqlite_schema(const std::string& path);

}  // namespace wf
