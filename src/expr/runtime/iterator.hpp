// Lazy sequences: one-pass iterators, collections that can be walked again, and the one way to walk
// anything.
#pragma once
#include "expr/runtime/context.hpp"
#include "expr/runtime/object.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace wf::expr {

/// One-pass lazy sequence: a second walk goes on where the first one stopped.
class Iterator : public Object {
public:
    explicit Iterator(Context& context) : Object(ObjectKind::iterator), context_(context) {}

    /// `source`, what it draws from, is the reader's information only: next() bounds the nesting.
    Iterator(Context& context, const Value* /*source*/) : Iterator(context) {}

    /// Fills `out` and returns true, or returns false at the end (and keeps returning false).
    /// Counts one step. Iterators draw from each other, so a walk is a level of nesting.
    bool next(Value& out) {
        context_.budget().step();
        const Nesting nesting(context_.budget(), nesting_units);
        if (running_) [[unlikely]]
            raise_reentered();
        running_ = true;
        const bool more = advance(out);
        running_ = false;
        return more;
    }

    std::string_view type_name() const override { return "iterator"; }

protected:
    virtual bool advance(Value& out) = 0;

    Context& context() const { return context_; }

private:
    // A link of a chain takes a quarter of the stack that a call takes.
    static constexpr std::uint32_t nesting_units = Budget::units_per_level / 4;

    [[noreturn]] static void raise_reentered();

    Context& context_;
    // An exception out of advance() leaves it set: a failed iterator must not be walked on.
    bool running_ = false;
};

/// What else a re-walkable collection is.
enum class WalkableKind : std::uint8_t {
    keys_view,
    values_view,
    items_view,
    sorted,
    memorized,
    other
};

/// A lazy collection that starts anew on every walk.
class Walkable : public Object {
public:
    explicit Walkable(WalkableKind kind) : Object(ObjectKind::walkable), walkable_kind_(kind) {}

    WalkableKind walkable_kind() const { return walkable_kind_; }

    /// A fresh Iterator.
    virtual Value walk(Context& context) const = 0;

    /// Number of items if that is known without walking, else -1.
    virtual std::int64_t known_size() const { return -1; }

    std::string_view type_name() const override { return "iterator"; }

private:
    WalkableKind walkable_kind_;
};

/// True for list, set, iterator and walkable; dicts (their keys) only if `dicts`. Never for texts.
bool is_collection(const Value& value, bool dicts = false);

/// An iterator, or what memorize() made of one; views, sorted and plain collections are not.
bool is_iterator_like(const Value& value);

/// Walks any collection (dict: its keys). Keeps the collection alive. Lists and sets cost no
/// virtual call.
class Cursor {
public:
    Cursor() = default;
    Cursor(Context& context, Value collection);

    bool next(Value& out) {
        if (position_ < items_.size()) {
            out = items_[position_++];
            return true;
        }
        return iterator_ != nullptr ? iterator_->next(out) : next_key(out);
    }

    /// Items still to come if that is known without walking, else -1.
    std::int64_t known_remaining() const;

private:
    bool next_key(Value& out);

    Value held_;
    std::span<const Value> items_;     // list, set
    std::span<const Member> members_;  // dict
    std::size_t position_ = 0;
    Iterator* iterator_ = nullptr;
};

/// All items, as a vector; charges memory and steps.
std::vector<Value> collect(Context& context, const Value& collection);
/// All items as a list; a list comes back as it is.
Value to_list(Context& context, const Value& collection, ListFlavor flavor = ListFlavor::plain);

/// start, start+step, ... before stop; lazy, one pass. step != 0.
Value make_range(Context& context, std::int64_t start, std::int64_t stop, std::int64_t step);
/// Wraps an iterator so that it can be walked several times; other collections come back unchanged.
Value memorize(Context& context, const Value& collection);
/// keys(), values(), items() of a dict.
Value make_view(const Value& dict, WalkableKind kind);
/// Fails with CollectionTooLarge once more than `limit` items were drawn.
Value limit_walk(Context& context, const Value& collection, std::int64_t limit);

}  // namespace wf::expr
