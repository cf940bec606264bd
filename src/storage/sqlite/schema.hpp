// Schema steps on one SQLite connection.
#pragma once
#include "storage/sqlite/connection.hpp"

namespace wf::sqlite {

/// 0 for an empty database.
Result<std::uint32_t> schema_number(Connection& connection);
/// Runs the missing steps up to `to` in one transaction. @errors storage_conflict for a newer
/// schema.
Result<void> upgrade_schema(Connection& connection, std::uint32_t to);
Result<void> stamp_schema(Connection& connection, std::uint32_t to);
/// @errors storage_conflict unless the schema is exactly the one this program works with.
Result<void> require_head(Connection& connection);

}  // namespace wf::sqlite
