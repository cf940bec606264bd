// Python's mutable list and dict. They exist in boxed evaluations only (README, "Mutable data");
// everywhere else lists and dicts are plain immutable values.
#pragma once
#include "expr/jinja/object/thing.hpp"

#include <unordered_map>
#include <vector>

namespace wf::expr::jinja {

class ListBox : public Thing {
public:
    static constexpr Shape own_shape = Shape::list;

    explicit ListBox(std::vector<Value> contents = {})
        : Thing(Shape::list), items(std::move(contents)) {}

    std::string_view python_type() const override { return "list"; }

    bool truth() const override { return !items.empty(); }

    std::string text() const override;

    std::vector<Value> surrender() override { return std::move(items); }

    std::vector<Value> items;
};

class DictBox : public Thing {
public:
    static constexpr Shape own_shape = Shape::dict;

    DictBox() : Thing(Shape::dict) {}

    std::string_view python_type() const override { return "dict"; }

    bool truth() const override { return !members_.empty(); }

    std::string text() const override;
    std::vector<Value> surrender() override;

    std::size_t size() const { return members_.size(); }

    std::span<Member> members() { return members_; }

    /// nullptr if there is none. Keys are normalised by the caller (data/keys.hpp).
    Value* find(const Value& key);
    void set(const Value& key, Value value);
    bool erase(const Value& key);
    void clear();

private:
    std::vector<Member> members_;
    std::unordered_map<Value, std::size_t> index_;
};

Value make_list_box(Evaluation& run, std::vector<Value> items);
Value make_dict_box(Evaluation& run);

/// Replaces a plain list or dict by a box that holds the same elements; other values stay.
/// From then on every handle taken from `place` is the same mutable object.
void thaw_slow(Evaluation& run, Value& place);

inline void thaw(Evaluation& run, Value& place) {
    const Kind kind = place.kind();
    if (kind == Kind::list || kind == Kind::dict) thaw_slow(run, place);
}

/// The value as the shared runtime knows it: boxes become plain lists and dicts, safe texts become
/// texts.
/// @raises RecursionError when boxes contain themselves.
Value freeze(Evaluation& run, const Value& value);

}  // namespace wf::expr::jinja
