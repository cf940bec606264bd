// Contract: notifications are stored with the change they tell of, and keep their order.
#include "storage/contract/contract.hpp"
#include "storage/contract/samples.hpp"

namespace wf::contract {
namespace {

NotificationRow message(std::int64_t number) {
    NotificationRow row;
    row.root = TreeIds{static_cast<std::uint32_t>(number)}.root();
    row.publisher = Value::dict({{"type", "noop"}});
    row.payload = Value::dict({{"id", number}, {"text", "zwölf"}});
    row.created_at = Instant{number};
    return row;
}

std::vector<std::int64_t> numbers_of(const std::vector<NotificationRow>& rows) {
    std::vector<std::int64_t> numbers;
    for (const NotificationRow& row : rows) numbers.push_back(row.number);
    return numbers;
}

std::vector<NotificationRow> pending(Storage& storage, std::int64_t after = 0) {
    return must(storage.pending_notifications(after, 100));
}

void post(Storage& storage, std::vector<NotificationRow> rows) {
    ChangeSet changes;
    for (const NotificationRow& row : rows) changes.notifications.push_back(&row);
    CHECK_FALSE(changes.empty());
    must(storage.commit(changes));
}

void in_order(Storage& storage) {
    post(storage, {message(1), message(2)});
    post(storage, {message(3)});
    const auto all = pending(storage);
    REQUIRE(all.size() == 3);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const NotificationRow expected = message(static_cast<std::int64_t>(i) + 1);
        CHECK(all[i].root == expected.root);
        CHECK(identical(all[i].publisher, expected.publisher));
        CHECK(identical(all[i].payload, expected.payload));
        CHECK(all[i].created_at == expected.created_at);
    }
    CHECK(all[0].number < all[1].number);
    CHECK(numbers_of(pending(storage, all[0].number)) == std::vector{all[1].number, all[2].number});
    CHECK(must(storage.pending_notifications(0, 2)).size() == 2);
}

void removing(Storage& storage) {
    post(storage, {message(1), message(2), message(3)});
    const auto all = pending(storage);
    must(storage.remove_notifications({all[0].number, all[2].number, 4711}));
    CHECK(numbers_of(pending(storage)) == std::vector{all[1].number});
    must(storage.remove_notifications({all[1].number}));
    CHECK(pending(storage).empty());
    // Numbers are not used again: a reader that goes on after the last one misses nothing.
    post(storage, {message(4)});
    CHECK(pending(storage, all[2].number).size() == 1);
}

/// The message belongs to its change: both or none.
void all_or_nothing(Storage& storage) {
    const StoredTree tree = full_tree(1);
    insert(storage, tree);
    const NotificationRow row = message(1);
    ChangeSet changes = insertion_of(tree);  // a conflict: it is there already
    changes.notifications = {&row};
    CHECK(code_of(storage.commit(changes)) == ErrorCode::conflict);
    CHECK(pending(storage).empty());
    // And it outlives its tree.
    post(storage, {row});
    ChangeSet deletion;
    deletion.deleted_trees = {row.root};
    must(storage.commit(deletion));
    CHECK(pending(storage).size() == 1);
}

constexpr ContractCase cases[] = {
    {"notifications keep the order of their commits", in_order},
    {"delivered notifications go away", removing},
    {"a notification is stored with its change or not at all", all_or_nothing},
};

}  // namespace

std::span<const ContractCase> outbox_cases() {
    return cases;
}

}  // namespace wf::contract
