// Single-row reads by name, alias or checksum.
#pragma once
#include "ports/storage.hpp"
#include "storage/sqlite/reads.hpp"

namespace wf::sqlite {

Result<std::optional<Id>> find_alias(Connection& connection, std::string_view alias);
Result<std::optional<std::string>> definition_text(
    Connection& connection, std::string_view checksum
);
Result<std::vector<Id>> unfinished_roots(
    Connection& connection, const Id& after, std::size_t limit
);

/// Parameters: limit, how many are kept, and the time before which they were changed.
std::string finished_roots_sql(const FinishedRoots& which);
Result<std::vector<Id>> finished_roots(Connection& connection, const FinishedRoots& which);

struct NameKey {
    std::string_view name;
    std::optional<std::string_view> name_space;  ///< none for rows that have no namespace
    std::string_view project_id;                 ///< empty: any project
};

/// The caller's own row before a public one of another project.
template <class Row>
Result<std::optional<Row>> find_by_name(Connection& connection, const NameKey& key);

/// Visible to the project: its own, or public.
template <class Row>
Result<std::optional<Row>> find_by_id(
    Connection& connection, const Id& id, std::string_view project_id
);

}  // namespace wf::sqlite
