#include "storage/sqlite/schema.hpp"

#include "storage/schema/steps.hpp"
#include "storage/sqlite/owner_lock.hpp"
#include "storage/sqlite/sqlite_storage.hpp"

#include <filesystem>

namespace wf::sqlite {
namespace {

constexpr Millis busy_timeout{5000};

std::string path_of(Connection& connection) {
    const char* path = sqlite3_db_filename(connection.handle(), "main");
    return path == nullptr ? "" : path;
}

tl::unexpected<Error> wrong_schema(Connection& connection, std::uint32_t number) {
    const std::string advice = number > schema_head()
                                   ? "; use a newer version of the program"
                                   : "; run 'mistral-db-manage upgrade head' first";
    return fail(
        ErrorCode::storage_conflict,
        "database " + path_of(connection) + " has schema " + revision_text(number) +
            ", this program works with " + revision_text(schema_head()) + advice
    );
}

Result<void> record(Connection& connection, std::uint32_t number) {
    const std::string sql = record_revision_sql(number);
    return connection.execute(sql.c_str(), "recording the schema revision");
}

/// Opened anew for every command, so that a tool that only looks leaves no trace.
class SqliteSchemaAdmin final : public SchemaAdmin {
public:
    explicit SqliteSchemaAdmin(std::string path) : path_(std::move(path)) {}

    SqlDialect dialect() const override { return SqlDialect::sqlite; }

    Result<std::uint32_t> current() override {
        if (!std::filesystem::exists(path_)) return 0U;
        WF_TRY(const auto connection, Connection::open(path_, Access::read_only, busy_timeout));
        return schema_number(*connection);
    }

    Result<void> upgrade(std::uint32_t to) override { return change(to, upgrade_schema); }

    Result<void> stamp(std::uint32_t to) override { return change(to, stamp_schema); }

private:
    Result<void> change(std::uint32_t to, Result<void> (*run)(Connection&, std::uint32_t)) {
        WF_TRY(const auto lock, OwnerLock::take(path_));
        WF_TRY(const auto connection, Connection::open(path_, Access::create, busy_timeout));
        return run(*connection, to);
    }

    std::string path_;
};

}  // namespace

Result<std::uint32_t> schema_number(Connection& connection) {
    constexpr std::string_view doing = "reading the schema revision";
    WF_TRY(
        const std::int64_t tables,
        connection.integer(
            "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_revision'", doing
        )
    );
    if (tables == 0) return 0U;
    WF_TRY(
        const std::int64_t number, connection.integer("SELECT number FROM schema_revision", doing)
    );
    return static_cast<std::uint32_t>(number);
}

Result<void> upgrade_schema(Connection& connection, std::uint32_t to) {
    WF_TRY(Transaction transaction, Transaction::begin(connection, Transaction::Kind::write));
    WF_TRY(const std::uint32_t from, schema_number(connection));
    if (from > schema_head()) return wrong_schema(connection, from);
    if (from >= to) return {};
    for (const SchemaStep& step : schema_steps()) {
        if (step.number <= from || step.number > to) continue;
        const std::string sql{step.sqlite};
        WF_CHECK(
            connection.execute(sql.c_str(), "upgrading the schema to " + revision_text(step.number))
        );
    }
    WF_CHECK(record(connection, to));
    return transaction.commit();
}

Result<void> stamp_schema(Connection& connection, std::uint32_t to) {
    WF_TRY(Transaction transaction, Transaction::begin(connection, Transaction::Kind::write));
    WF_CHECK(record(connection, to));
    return transaction.commit();
}

Result<void> require_head(Connection& connection) {
    WF_TRY(const std::uint32_t number, schema_number(connection));
    if (number != schema_head()) return wrong_schema(connection, number);
    return {};
}

}  // namespace wf::sqlite

namespace wf {

Result<std::unique_ptr<SchemaAdmin>> open_sqlite_schema(const std::string& path) {
    if (path.empty()) return fail(ErrorCode::invalid_argument, "the path of the database is empty");
    return std::make_unique<sqlite::SqliteSchemaAdmin>(path);
}

}  // namespace wf
