#include "storage/contract/contract.hpp"
#include "storage/contract/samples.hpp"
#include "storage/sqlite/sqlite_storage.hpp"
#include "storage/sqlite/testing/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

namespace wf {
namespace {

using namespace contract;  // NOLINT(google-build-using-namespace): a test of the contract's
                           // vocabulary
using sqlite::TemporaryFolder;

std::unique_ptr<Storage> open(const std::string& path) {
    return must(open_sqlite({.path = path}));
}

/// Runs statements on a connection of its own, as another program would.
void run_sql(const std::string& path, const char* sql) {
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
    char* error = nullptr;
    const int code = sqlite3_exec(db, sql, nullptr, nullptr, &error);
    CHECK_MESSAGE(code == SQLITE_OK, sqlite3_errmsg(db));
    sqlite3_free(error);
    sqlite3_close(db);
}

TEST_CASE("storage in SQLite keeps the contract") {
    const TemporaryFolder folder;
    int number = 0;
    run_storage_contract([&] { return open(folder.file("db" + std::to_string(++number))); });
}

TEST_CASE("what was committed is there after reopening") {
    const TemporaryFolder folder;
    const StoredTree tree = full_tree(1);
    DefinitionChanges changes;
    changes.environments.inserted = {Filler{5}.row<EnvironmentRow>()};
    std::uint64_t version = 0;
    std::uint64_t epoch = 0;
    {
        const auto storage = must(open_sqlite({.path = folder.file("db"), .shard_count = 8}));
        epoch = must(storage->claim_all_shards())[0].epoch;
        insert(*storage, tree);
        must(storage->change_definitions(changes));
        version = storage->definitions_version();
    }
    const auto storage = open(folder.file("db"));
    CHECK(storage->shard_count() == 8);
    const auto loaded = must(storage->load_tree(tree.workflows[0].id));
    REQUIRE(loaded);
    check_same_rows(loaded->workflows, tree.workflows);
    check_same_rows(loaded->tasks, tree.tasks);
    check_same_rows(loaded->actions, tree.actions);
    CHECK(storage->definitions_version() == version);
    CHECK(must(storage->claim_all_shards())[0].epoch > epoch);
}

/// A child process opens the database, commits a row and is killed while it still owns the file.
pid_t start_owner(const std::string& path, int ready_pipe) {
    const pid_t child = fork();
    if (child != 0) return child;
    auto storage = open_sqlite({.path = path});
    if (storage) {
        const auto row = workflow_row(TreeIds{1}.root());
        ChangeSet changes;
        changes.inserted_workflows = {&row};
        const char answer = (*storage)->commit(changes) ? 'y' : 'n';
        [[maybe_unused]] const ssize_t written = write(ready_pipe, &answer, 1);
    }
    while (true) pause();
}

TEST_CASE("a database that a live process owns is refused, one of a killed process is not") {
    const TemporaryFolder folder;
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = start_owner(folder.file("db"), ends[1]);
    char answer = 0;
    REQUIRE(read(ends[0], &answer, 1) == 1);
    CHECK(answer == 'y');
    const auto refused = open_sqlite({.path = folder.file("db")});
    CHECK(code_of(refused) == ErrorCode::storage_conflict);
    const std::string expected = "db is in use by process " + std::to_string(child) + " on host ";
    CHECK_MESSAGE(
        refused.error().message.find(expected) != std::string::npos, refused.error().message
    );
    CHECK(refused.error().message.find(" since 20") != std::string::npos);
    const auto reader = must(open_sqlite({.path = folder.file("db"), .owner = false}));
    CHECK(must(reader->list_workflow_executions({})).size() == 1);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    close(ends[0]);
    close(ends[1]);
    const auto storage = open(folder.file("db"));
    CHECK(must(storage->list_workflow_executions({})).size() == 1);
}

TEST_CASE("a second owner in the same process is refused as well") {
    const TemporaryFolder folder;
    auto storage = open(folder.file("db"));
    CHECK(code_of(open_sqlite({.path = folder.file("db")})) == ErrorCode::storage_conflict);
    storage.reset();
    CHECK(open_sqlite({.path = folder.file("db")}).has_value());
}

TEST_CASE("readers see what the owner commits and cannot write") {
    const TemporaryFolder folder;
    const auto owner = open(folder.file("db"));
    const auto reader = must(open_sqlite({.path = folder.file("db"), .owner = false}));
    CHECK(reader->shard_count() == 64);
    const auto version = reader->definitions_version();
    DefinitionChanges changes;
    changes.environments.inserted = {Filler{5}.row<EnvironmentRow>()};
    must(owner->change_definitions(changes));
    CHECK(reader->definitions_version() == owner->definitions_version());
    CHECK(reader->definitions_version() > version);
    CHECK(must(reader->list_environments({})).size() == 1);
    CHECK(code_of(reader->commit({})) == ErrorCode::not_supported);
    CHECK(code_of(reader->change_definitions(changes)) == ErrorCode::not_supported);
    CHECK(code_of(reader->claim_all_shards()) == ErrorCode::not_supported);
}

TEST_CASE("an epoch raised by another process fences us off") {
    const TemporaryFolder folder;
    const auto storage = open(folder.file("db"));
    const auto fences = must(storage->claim_all_shards());
    const StoredTree first = full_tree(1);
    ChangeSet changes = insertion_of(first);
    changes.fences = {fences[5]};
    must(storage->commit(changes));
    run_sql(folder.file("db"), "UPDATE shards SET epoch = epoch + 1 WHERE id = 5");
    const StoredTree second = full_tree(2);
    changes = insertion_of(second);
    changes.fences = {fences[4]};
    must(storage->commit(changes));
    const StoredTree third = full_tree(3);
    changes = insertion_of(third);
    changes.fences = {fences[5]};
    CHECK(code_of(storage->commit(changes)) == ErrorCode::storage_conflict);
    CHECK_FALSE(must(storage->load_tree(third.workflows[0].id)).has_value());
}

TEST_CASE("an impossible number of shards is refused") {
    const TemporaryFolder folder;
    for (const std::uint32_t count : {0U, 3U, 8192U}) {
        const auto refused =
            open_sqlite({.path = folder.file("db" + std::to_string(count)), .shard_count = count});
        CHECK(code_of(refused) == ErrorCode::invalid_argument);
    }
}

TEST_CASE("a full disk fails the commit, leaves nothing of it, and can be repeated") {
    const TemporaryFolder folder;
    const auto storage = open(folder.file("db"));
    const StoredTree small = full_tree(1);
    insert(*storage, small);
    StoredTree large = full_tree(2);
    large.tasks[0].published = Value{std::string(4'000'000, 'x')};
    // A limit on the size of files looks like a full disk to SQLite.
    rlimit old{};
    getrlimit(RLIMIT_FSIZE, &old);
    signal(SIGXFSZ, SIG_IGN);
    const rlimit tight{1'000'000, old.rlim_max};
    setrlimit(RLIMIT_FSIZE, &tight);
    const auto failed = storage->commit(insertion_of(large));
    setrlimit(RLIMIT_FSIZE, &old);
    CHECK(code_of(failed) == ErrorCode::storage_unavailable);
    CHECK_MESSAGE(
        failed.error().message.find(" failed: the disk ") != std::string::npos,
        failed.error().message
    );
    CHECK_FALSE(must(storage->load_tree(large.workflows[0].id)).has_value());
    CHECK(must(storage->load_tree(small.workflows[0].id)).has_value());
    insert(*storage, large);
    CHECK(must(storage->load_tree(large.workflows[0].id)).has_value());
}

TEST_CASE("files that cannot be used are refused with the path and the reason") {
    const TemporaryFolder folder;
    const auto refusal = [&](const std::string& path, bool owner) {
        const auto refused = open_sqlite({.path = path, .owner = owner});
        CHECK(code_of(refused) == ErrorCode::storage_unavailable);
        return refused.error().message;
    };
    SUBCASE("no such folder") {
        CHECK(
            refusal(folder.file("none/db"), true).find("none/db.owner failed") != std::string::npos
        );
    }
    SUBCASE("no such file, for a reader") {
        const std::string message = refusal(folder.file("none"), false);
        CHECK(message.find("the database file cannot be opened") != std::string::npos);
        CHECK(message.find(folder.file("none")) != std::string::npos);
    }
    SUBCASE("not a database") {
        std::ofstream{folder.file("text")} << std::string(10'000, '#');
        CHECK(refusal(folder.file("text"), true).find("is not a database") != std::string::npos);
    }
    SUBCASE("a damaged database") {
        {
            const auto storage = open(folder.file("db"));
            for (std::uint32_t i = 0; i < 50; ++i) insert(*storage, full_tree(i));
        }
        std::fstream file{folder.file("db"), std::ios::in | std::ios::out | std::ios::binary};
        file.seekp(8192);
        file << std::string(400'000, '\x5a');
        file.close();
        const auto storage = open_sqlite({.path = folder.file("db")});
        const Error error =
            storage ? (*storage)->list_workflow_executions({}).error() : storage.error();
        CHECK(error.code == ErrorCode::storage_unavailable);
        CHECK_MESSAGE(error.message.find("is damaged") != std::string::npos, error.message);
    }
}

/// The superuser may write every file, so a child process gives up that right.
std::string refusal_without_rights(const std::string& path) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    if (child == 0) {
        constexpr uid_t nobody = 65534;
        if (geteuid() == 0 && seteuid(nobody) != 0) _exit(1);
        const auto refused = open_sqlite({.path = path});
        const std::string message = refused ? "opened" : refused.error().message;
        [[maybe_unused]] const ssize_t written = write(ends[1], message.data(), message.size());
        _exit(0);
    }
    close(ends[1]);
    std::string message(1000, ' ');
    message.resize(static_cast<std::size_t>(read(ends[0], message.data(), message.size())));
    close(ends[0]);
    waitpid(child, nullptr, 0);
    return message;
}

TEST_CASE("a read-only database is refused for an owner") {
    using std::filesystem::perms;
    const TemporaryFolder folder;
    const std::string path = folder.file("db");
    open(path);
    std::filesystem::permissions(folder.path(), perms::all);
    std::filesystem::permissions(path + ".owner", perms::all);
    std::filesystem::permissions(path, perms::owner_read | perms::group_read | perms::others_read);
    const std::string message = refusal_without_rights(path);
    CHECK_MESSAGE(message.find("the database is read-only") != std::string::npos, message);
    CHECK(message.find(path) != std::string::npos);
}

TEST_CASE("the schema: steps, revisions, newer databases") {
    const TemporaryFolder folder;
    const std::string path = folder.file("db");
    const auto admin = must(open_sqlite_schema(path));
    CHECK(must(admin->current()) == 0);
    CHECK_FALSE(std::filesystem::exists(path));
    must(admin->upgrade(schema_head()));
    CHECK(must(admin->current()) == schema_head());
    must(admin->upgrade(schema_head()));
    must(admin->stamp(0));
    CHECK(must(admin->current()) == 0);
    CHECK(code_of(open_sqlite({.path = path, .owner = false})) == ErrorCode::storage_conflict);
    // The tables are there already.
    CHECK(code_of(admin->upgrade(schema_head())) == ErrorCode::storage_unavailable);
    must(admin->stamp(schema_head()));
    {
        const auto storage = open(path);
        CHECK(code_of(admin->upgrade(schema_head())) == ErrorCode::storage_conflict);
        CHECK(must(admin->current()) == schema_head());
    }
    must(admin->stamp(schema_head() + 1));
    const auto refused = open_sqlite({.path = path});
    CHECK(code_of(refused) == ErrorCode::storage_conflict);
    CHECK(refused.error().message.find("use a newer version") != std::string::npos);
    CHECK(code_of(admin->upgrade(schema_head())) == ErrorCode::storage_conflict);
}

TEST_CASE("a commit delay slows commits down") {
    const TemporaryFolder folder;
    const auto storage = must(open_sqlite({.path = folder.file("db"), .commit_delay = Millis{20}}));
    const auto start = std::chrono::steady_clock::now();
    insert(*storage, workflow_row(TreeIds{1}.root()));
    CHECK(std::chrono::steady_clock::now() - start >= Millis{20});
}

}  // namespace
}  // namespace wf
