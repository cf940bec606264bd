#include "app/db_manage/db_manage.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace wf::app {
namespace {

class Database {
public:
    Database() {
        std::string pattern = std::filesystem::temp_directory_path() / "db-manage-test-XXXXXX";
        folder_ = mkdtemp(pattern.data());
        std::ofstream{config()} << "[database]\nconnection = sqlite:///" << path() << "\n";
    }

    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    ~Database() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    std::string path() const { return folder_ / "m.db"; }

    std::string config() const { return folder_ / "m.conf"; }

    DbManageOutcome run(std::vector<std::string> words) const {
        words.insert(words.begin(), {"--config-file", config()});
        return run_db_manage(words, {});
    }

private:
    std::filesystem::path folder_;
};

TEST_CASE("a database is created by upgrade and looked at by current") {
    const Database database;
    CHECK(database.run({"current"}).output.empty());
    CHECK_FALSE(std::filesystem::exists(database.path()));
    const auto upgrade = database.run({"upgrade", "head"});
    CHECK(upgrade.exit_code == 0);
    CHECK(upgrade.output.starts_with("Running upgrade <base> -> 001, "));
    CHECK(database.run({"current"}).output == "001 (head)\n");
    CHECK(database.run({"upgrade", "head"}).output.empty());
    CHECK(database.run({"upgrade", "001"}).exit_code == 0);
}

TEST_CASE("upgrade takes a number of steps") {
    const Database database;
    CHECK(database.run({"upgrade", "--delta", "1"}).exit_code == 0);
    CHECK(database.run({"current"}).output == "001 (head)\n");
    const auto refused = database.run({"upgrade", "+7"});
    CHECK(refused.exit_code == 255);
    CHECK(refused.errors == "FAILED: Relative revision +7 didn't produce 7 migrations\n");
}

TEST_CASE("a revision has to be given, and to exist") {
    const Database database;
    const auto missing = database.run({"upgrade"});
    CHECK(missing.exit_code == 1);
    CHECK(missing.errors == "You must provide a revision or relative delta\n");
    const auto unknown = database.run({"upgrade", "nope"});
    CHECK(unknown.exit_code == 255);
    CHECK(unknown.errors == "FAILED: Can't locate revision identified by 'nope'\n");
}

TEST_CASE("--sql prints instead of running") {
    const Database database;
    const auto sql = database.run({"upgrade", "head", "--sql"});
    CHECK(sql.exit_code == 0);
    CHECK(sql.output.find("CREATE TABLE workflow_executions (") != std::string::npos);
    CHECK(sql.output.ends_with("COMMIT;\n"));
    CHECK(database.run({"stamp", "head", "--sql"}).output.find("VALUES (1)") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(database.path()));
}

TEST_CASE("stamp, history, branches and populate") {
    const Database database;
    CHECK(database.run({"stamp", "head"}).exit_code == 0);
    CHECK(database.run({"current"}).output == "001 (head)\n");
    CHECK(database.run({"history"}).output.starts_with("<base> -> 001 (head), "));
    CHECK(database.run({"branches"}).output.empty());
    CHECK(database.run({"populate"}).output.starts_with("Nothing to populate"));
    CHECK(database.run({"populate_actions"}).exit_code == 0);
}

TEST_CASE("mistakes on the command line") {
    CHECK(run_db_manage({}, {}).exit_code == 2);
    CHECK(run_db_manage({"downgrade", "1"}, {}).errors.find("'downgrade'") != std::string::npos);
    CHECK(run_db_manage({"--nope"}, {}).exit_code == 2);
    CHECK(run_db_manage({"upgrade", "--delta", "x"}, {}).exit_code == 2);
    CHECK(run_db_manage({"upgrade", "head", "more"}, {}).exit_code == 2);
    CHECK(run_db_manage({"--connection"}, {}).exit_code == 2);
    CHECK(run_db_manage({"--help"}, {}).output.find("populate_actions") != std::string::npos);
    const auto refused = run_db_manage({"--connection", "mysql://x/y", "current"}, {});
    CHECK(refused.exit_code == 255);
    CHECK(refused.errors.starts_with("FAILED: "));
}

}  // namespace
}  // namespace wf::app
