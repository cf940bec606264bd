// Queries whose cost must not grow with the history: SQLite has to find their rows in an index.
#include "storage/sqlite/lookups.hpp"
#include "storage/sqlite/sqlite_storage.hpp"
#include "storage/sqlite/testing/temporary_folder.hpp"

#include <doctest/doctest.h>

namespace wf::sqlite {
namespace {

/// The steps of SQLite's plan for a statement, one a line.
std::string plan_of(Connection& connection, const std::string& sql) {
    const auto statement = connection.statement("EXPLAIN QUERY PLAN " + sql);
    REQUIRE(statement);
    Use use{**statement};
    std::string plan;
    while (true) {
        const auto found = use.next("explaining a query");
        REQUIRE(found);
        if (!*found) return plan;
        plan += use->text(3);
        plan += '\n';
    }
}

}  // namespace

TEST_CASE("ended executions are found in their index alone, without sorting") {
    const TemporaryFolder folder;
    const std::string path = folder.file("plans.db");
    REQUIRE(open_sqlite({.path = path}));
    const auto connection = Connection::open(path, Access::read_only, Millis{1000});
    REQUIRE(connection);
    FinishedRoots old{{State::success, State::error, State::cancelled}, Instant{5}, 0, 10};
    FinishedRoots surplus{{State::success, State::cancelled}, {}, 100, 10};
    for (const FinishedRoots& which : {old, surplus}) {
        const std::string plan = plan_of(**connection, finished_roots_sql(which));
        INFO(plan);
        CHECK(plan.find("COVERING INDEX workflow_executions_ended (state=?") != std::string::npos);
        CHECK(plan.find("TEMP B-TREE") == std::string::npos);
        CHECK(plan.find("SCAN workflow_executions") == std::string::npos);
    }
}

}  // namespace wf::sqlite
