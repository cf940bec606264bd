// The database schema as numbered steps, each with its SQL per dialect. Steps are never edited once
// released: a change of the layout is a further step. Running them is the adapters' work.
#pragma once
#include "base/error.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace wf {

enum class SqlDialect : std::uint8_t { sqlite, postgresql };

struct SchemaStep {
    std::uint32_t number = 0;  ///< 1, 2, 3 ... without gaps
    std::string_view summary;
    std::string_view sqlite;      ///< statements, each ending with ';'
    std::string_view postgresql;  ///< empty: not available in this dialect yet
};

std::span<const SchemaStep> schema_steps();
/// Number of the newest step, "head".
std::uint32_t schema_head();
std::string_view sql_of(const SchemaStep& step, SqlDialect dialect);

/// Statements that record a step as the last one that was run.
std::string record_revision_sql(std::uint32_t number);

/// "001"; "<base>" for 0, an empty database.
std::string revision_text(std::uint32_t number);
/// "head", "heads", "base" or a number that a step has. @errors invalid_argument "Can't locate
/// revision …".
Result<std::uint32_t> parse_revision(std::string_view text);

}  // namespace wf
