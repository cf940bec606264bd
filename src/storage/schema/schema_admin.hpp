// Looking at and changing the schema of a database, for mistral-db-manage.
#pragma once
#include "storage/schema/steps.hpp"

namespace wf {

class SchemaAdmin {
public:
    virtual ~SchemaAdmin() = default;
    virtual SqlDialect dialect() const = 0;
    /// Number of the last step that was run; 0 for an empty database or one that does not exist
    /// yet.
    /// @errors storage_unavailable.
    virtual Result<std::uint32_t> current() = 0;
    /// Runs the steps up to `to`, all or none; nothing if the database is there already or beyond.
    /// @errors storage_conflict (in use by a live process, or of a newer schema),
    /// storage_unavailable.
    virtual Result<void> upgrade(std::uint32_t to) = 0;
    /// Records `to` as the last step without running any. Same errors.
    virtual Result<void> stamp(std::uint32_t to) = 0;
};

}  // namespace wf
