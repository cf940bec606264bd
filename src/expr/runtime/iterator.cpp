// Walking: the cursor, collecting, and chain depth of lazy iterators.
#include "expr/runtime/iterator.hpp"

#include <algorithm>

namespace wf::expr {
namespace {

class LimitedIterator final : public Iterator {
public:
    LimitedIterator(Context& context, const Value& source, std::int64_t limit)
        : Iterator(context), source_(context, source), limit_(limit) {}

private:
    bool advance(Value& out) override {
        if (!source_.next(out)) return false;
        if (++count_ > limit_) context().check_count(static_cast<std::size_t>(count_));
        return true;
    }

    Cursor source_;
    std::int64_t limit_;
    std::int64_t count_ = 0;
};

}  // namespace

void Iterator::raise_reentered() {
    raise_value("generator already executing");
}

bool is_collection(const Value& value, bool dicts) {
    switch (value.kind()) {
    case Kind::list:
    case Kind::set: return true;
    case Kind::dict: return dicts;
    case Kind::opaque: {
        const ObjectKind kind = object_if(value)->object_kind();
        return kind == ObjectKind::iterator || kind == ObjectKind::walkable;
    }
    default: return false;
    }
}

bool is_iterator_like(const Value& value) {
    if (object_if(value, ObjectKind::iterator) != nullptr) return true;
    const auto* walkable = static_cast<const Walkable*>(object_if(value, ObjectKind::walkable));
    return walkable != nullptr && walkable->walkable_kind() == WalkableKind::memorized;
}

Cursor::Cursor(Context& context, Value collection) : held_(std::move(collection)) {
    if (Object* object = object_if(held_)) {
        if (object->object_kind() == ObjectKind::walkable) {
            held_ = static_cast<Walkable*>(object)->walk(context);
            object = object_if(held_);
        }
        iterator_ = static_cast<Iterator*>(object);
        return;
    }
    if (held_.is_dict())
        members_ = held_.members();
    else
        items_ = held_.items();
}

bool Cursor::next_key(Value& out) {
    if (position_ >= members_.size()) return false;
    out = members_[position_++].key;
    return true;
}

std::int64_t Cursor::known_remaining() const {
    if (iterator_ != nullptr) return -1;
    return static_cast<std::int64_t>(items_.size() + members_.size() - position_);
}

std::vector<Value> collect(Context& context, const Value& collection) {
    std::vector<Value> items;
    Cursor cursor(context, collection);
    if (const std::int64_t known = cursor.known_remaining(); known >= 0) {
        context.budget().steps(known);
        context.budget().charge(static_cast<std::size_t>(known) * sizeof(Value));
        items.reserve(static_cast<std::size_t>(known));
    }
    for (Value item; cursor.next(item);) {
        context.budget().charge(sizeof(Value));
        items.push_back(std::move(item));
    }
    return items;
}

Value to_list(Context& context, const Value& collection, ListFlavor flavor) {
    if (collection.is_list() && collection.flavor() == flavor) return collection;
    return Value::list(collect(context, collection), flavor);
}

Value limit_walk(Context& context, const Value& collection, std::int64_t limit) {
    if (limit < 0) return collection;
    if (const auto* walkable =
            static_cast<const Walkable*>(object_if(collection, ObjectKind::walkable));
        walkable != nullptr && walkable->known_size() >= 0) {
        context.check_count(static_cast<std::size_t>(walkable->known_size()));
        return collection;
    }
    if (object_if(collection) != nullptr)
        return Value::opaque<LimitedIterator>(context, collection, limit);
    context.check_count(collection.size());
    return collection;
}

}  // namespace wf::expr
