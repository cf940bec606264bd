// Rows for the contract suite: filled in every field, compared in every field.
#pragma once
#include "ports/storage.hpp"
#include "storage/contract/fields.hpp"

#include <doctest/doctest.h>

#include <concepts>
#include <cstdint>
#include <string>
#include <type_traits>

namespace wf::contract {

// --- results
// ------------------------------------------------------------------------------------------

template <class T>
T must(Result<T> result) {
    if (!result) FAIL(to_line(result.error()));
    return *std::move(result);
}

inline void must(const Result<void>& result) {
    if (!result) FAIL(to_line(result.error()));
}

template <class T>
ErrorCode code_of(const Result<T>& result) {
    REQUIRE_FALSE(result.has_value());
    return result.error().code;
}

// --- filling: a different value for every field and every seed
// ------------------------------------------

class Filler {
public:
    explicit Filler(std::uint32_t seed) : next_(seed * 1000) {}

    void fill(Id& id) {
        ++next_;
        id = make_random_id(next_, next_ * 7ULL);
    }

    void fill(std::string& text) { text = "täxt '" + std::to_string(++next_) + "' \n%_\\"; }

    void fill(Instant& at) { at = {1'700'000'000'123 + static_cast<std::int64_t>(++next_)}; }

    void fill(bool& flag) { flag = true; }

    void fill(State& state) { state = static_cast<State>(++next_ % state_names.size()); }

    void fill(TaskType& type) { type = TaskType::workflow; }

    void fill(WakeReason& reason) { reason = WakeReason::retry; }

    template <std::integral Number>
    void fill(Number& number) {
        number = static_cast<Number>(++next_);
    }

    void fill(NextTask& task) {
        fill(task.name);
        fill(task.event);
        fill(task.joined);
        fill(task.order);
    }

    void fill(Value& value) {
        value = Value::dict({
            {"number", static_cast<std::int64_t>(++next_)},
            {"whole", 2.0},
            {"large", Value::integer_from_text("123456789012345678901234567890")},
            {"list", Value::list({1, "zwei €", nullptr, true, Value::dict({})})},
            {"", Value::list({})},
        });
    }

    template <class Field>
    void fill(std::optional<Field>& field) {
        fill(field.emplace());
    }

    template <class Field>
    void fill(std::vector<Field>& fields) {
        fields.resize(3);
        for (Field& field : fields) fill(field);
    }

    template <class Row>
    Row row() {
        Row row;
        std::apply([&](auto&... field) { (fill(field), ...); }, fields_of(row));
        return row;
    }

private:
    std::uint32_t next_;
};

// --- comparing
// ----------------------------------------------------------------------------------------

inline bool same(const Value& a, const Value& b) {
    return identical(a, b);
}

inline bool same(const NextTask& a, const NextTask& b) {
    return a.name == b.name && a.event == b.event && a.joined == b.joined && a.order == b.order;
}

inline bool same(const std::vector<NextTask>& a, const std::vector<NextTask>& b) {
    return std::ranges::equal(a, b, [](const auto& x, const auto& y) { return same(x, y); });
}

template <class Field>
bool same(const Field& a, const Field& b) {
    return a == b;
}

/// Checks every stored field; a failure tells the number of the field.
template <class Row>
void check_same(const Row& a, const Row& b) {
    int number = 0;
    const auto check_one = [&](const auto& left, const auto& right) {
        ++number;
        CHECK_MESSAGE(same(left, right), "stored field ", number);
    };
    std::apply(
        [&](const auto&... left) {
            std::apply([&](const auto&... right) { (check_one(left, right), ...); }, fields_of(b));
        },
        fields_of(a)
    );
}

template <class Row>
void check_same_rows(const std::vector<Row>& a, const std::vector<Row>& b) {
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) check_same(a[i], b[i]);
}

// --- rows
// ---------------------------------------------------------------------------------------------

/// Ids of one tree, in the order they are asked for: the root first.
class TreeIds {
public:
    explicit TreeIds(std::uint32_t number, std::int64_t created_ms = 1'700'000'000'000)
        : root_(make_root_id(Instant{created_ms}, number % 64, number)) {}

    Id root() const { return root_; }

    Id next() { return child_id(root_, ++seq_); }

private:
    Id root_;
    std::uint32_t seq_ = 0;
};

/// Plain rows: what is not set here is as in a default row.
WorkflowExecutionRow workflow_row(const Id& id, std::string name = "wf");
TaskExecutionRow task_row(const Id& id, const Id& workflow, std::string name = "task");
ActionExecutionRow action_row(const Id& id, const TaskExecutionRow& task);

/// A tree of one workflow, a sub-workflow, two tasks and two actions, filled in every field.
StoredTree full_tree(std::uint32_t number);
/// Inserts all rows of the tree; `tree` must outlive the change set.
ChangeSet insertion_of(const StoredTree& tree);
void insert(Storage& storage, const StoredTree& tree);
void insert(Storage& storage, const WorkflowExecutionRow& row);

std::vector<std::string> texts_of(const std::vector<Id>& ids);

template <class Row>
std::vector<Id> ids_of(const std::vector<Row>& rows) {
    std::vector<Id> ids;
    for (const Row& row : rows) ids.push_back(row.id);
    return ids;
}

}  // namespace wf::contract
