// The runtime's own collections: ranges, memorized iterators, views of dicts.
#include "expr/runtime/iterator.hpp"
#include "expr/runtime/text.hpp"

#include <memory>

namespace wf::expr {
namespace {

class RangeIterator final : public Iterator {
public:
    RangeIterator(Context& context, std::int64_t start, std::int64_t stop, std::int64_t step)
        : Iterator(context), next_(start), stop_(stop), step_(step) {}

private:
    bool advance(Value& out) override {
        if (step_ > 0 ? next_ >= stop_ : next_ <= stop_) return false;
        out = Value(next_);
        // Past the last 64-bit number the range is over whatever `stop` says.
        if (__builtin_add_overflow(next_, step_, &next_)) next_ = stop_;
        return true;
    }

    std::int64_t next_;
    std::int64_t stop_;
    std::int64_t step_;
};

/// Items drawn so far, shared by all walks over one memorized iterator.
class Memory final : public Walkable {
public:
    Memory(Context& context, const Value& source)
        : Walkable(WalkableKind::memorized), source_(context, source), held_(source) {}

    Value walk(Context& context) const override;

    bool item(Context& context, std::size_t index, Value& out) {
        while (index >= items_.size()) {
            Value drawn;
            if (!source_.next(drawn)) return false;
            context.budget().charge(sizeof(Value));
            items_.push_back(std::move(drawn));
        }
        out = items_[index];
        return true;
    }

private:
    Cursor source_;
    Value held_;
    std::vector<Value> items_;
};

class MemoryWalk final : public Iterator {
public:
    MemoryWalk(Context& context, const Value& memory)
        : Iterator(context), held_(memory), memory_(*static_cast<Memory*>(object_if(memory))) {}

private:
    bool advance(Value& out) override {
        if (!memory_.item(context(), position_, out)) return false;
        ++position_;
        return true;
    }

    Value held_;
    Memory& memory_;
    std::size_t position_ = 0;
};

Value Memory::walk(Context& context) const {
    return Value::opaque<MemoryWalk>(context, Value::share(*this));
}

class View final : public Walkable {
public:
    View(const Value& dict, WalkableKind kind) : Walkable(kind), dict_(dict) {}

    Value walk(Context& context) const override;

    std::int64_t known_size() const override { return static_cast<std::int64_t>(dict_.size()); }

    bool truth() const override { return !dict_.empty(); }

    std::string text() const override {
        const char* const name = walkable_kind() == WalkableKind::keys_view     ? "KeysView("
                                 : walkable_kind() == WalkableKind::values_view ? "ValuesView("
                                                                                : "ItemsView(";
        return name + receiver_text(dict_) + ")";
    }

private:
    Value dict_;
};

class ViewWalk final : public Iterator {
public:
    ViewWalk(Context& context, const Value& dict, WalkableKind kind)
        : Iterator(context), dict_(dict), members_(dict_.members()), kind_(kind) {}

private:
    bool advance(Value& out) override {
        if (position_ >= members_.size()) return false;
        const Member& member = members_[position_++];
        switch (kind_) {
        case WalkableKind::keys_view: out = member.key; break;
        case WalkableKind::values_view: out = member.value; break;
        default:
            context().budget().charge(4 * sizeof(Value));
            out = Value::list({member.key, member.value}, ListFlavor::tuple);
            break;
        }
        return true;
    }

    Value dict_;
    std::span<const Member> members_;
    std::size_t position_ = 0;
    WalkableKind kind_;
};

Value View::walk(Context& context) const {
    return Value::opaque<ViewWalk>(context, dict_, walkable_kind());
}

}  // namespace

Value make_range(Context& context, std::int64_t start, std::int64_t stop, std::int64_t step) {
    return Value::opaque<RangeIterator>(context, start, stop, step);
}

Value memorize(Context& context, const Value& collection) {
    if (object_if(collection, ObjectKind::iterator) == nullptr) return collection;
    return Value::opaque<Memory>(context, collection);
}

Value make_view(const Value& dict, WalkableKind kind) {
    return Value::opaque<View>(dict, kind);
}

}  // namespace wf::expr
