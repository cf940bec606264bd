// Output conversion of YAQL results, and the step from there to plain JSON.
#include "expr/runtime/output.hpp"

#include "expr/runtime/iterator.hpp"
#include "expr/runtime/text.hpp"
#include "value/json.hpp"

namespace wf::expr {
namespace {

// Of a list's or a dict's node, besides its elements.
constexpr std::size_t list_overhead = 64;

bool is_plain(const Value& value) {
    if (value.kind() == Kind::opaque || value.kind() == Kind::set) return false;
    if (!value.is_list() && !value.is_dict()) return true;
    if (value.depth() > 500) return false;
    const Result<Value> plain = to_plain_json(value);
    return plain && plain->same_as(value);
}

class Conversion {
public:
    explicit Conversion(Context& context) : context_(context) {}

    Value convert(const Value& value) {
        switch (value.kind()) {
        case Kind::list: return converted_list(value);
        case Kind::dict: return converted_dict(value);
        case Kind::set: return converted_set(value);
        case Kind::opaque: return converted_object(value);
        default: return value;
        }
    }

private:
    bool keeps_tuples() const { return !context_.options().convert_tuples_to_lists; }

    /// Plain data needs no walk, unless its collections are to be counted.
    bool stays_as_it_is(const Value& value) const {
        return !keeps_tuples() && context_.options().limit_iterators < 0 && is_plain(value);
    }

    Value converted_list(const Value& list) {
        if (stays_as_it_is(list)) return list;
        // What is a list in JSON is a tuple in YAQL; only fresh lists are lists there.
        const bool is_tuple = keeps_tuples() && list.flavor() != ListFlavor::fresh;
        return walked(list, is_tuple ? ListFlavor::tuple : ListFlavor::plain);
    }

    Value walked(const Value& collection, ListFlavor flavor) {
        const Nesting nesting(context_.budget());
        context_.budget().charge(list_overhead);
        std::vector<Value> items;
        const std::int64_t limit = context_.options().limit_iterators;
        Cursor cursor(context_, limit_walk(context_, collection, limit));
        for (Value item; cursor.next(item);) {
            context_.budget().charge(sizeof(Value));
            items.push_back(convert(item));
        }
        return Value::list(std::move(items), flavor);
    }

    Value converted_dict(const Value& dict) {
        if (stays_as_it_is(dict)) return dict;
        context_.check_count(dict.size());
        const Nesting nesting(context_.budget());
        context_.budget().steps(static_cast<std::int64_t>(dict.size()));
        context_.budget().charge(dict.size() * sizeof(Member));
        DictBuilder builder(dict.size());
        for (const Member& member : dict.members()) {
            Value key = convert(member.key);
            if (is_mutable(key)) raise_unhashable(key);
            builder.set(std::move(key), convert(member.value));
        }
        return std::move(builder).freeze();
    }

    Value converted_set(const Value& set) {
        if (context_.options().convert_sets_to_lists) return walked(set, ListFlavor::plain);
        const Nesting nesting(context_.budget());
        std::vector<Value> members;
        const std::int64_t limit = context_.options().limit_iterators;
        Cursor cursor(context_, limit_walk(context_, set, limit));
        for (Value member; cursor.next(member);) {
            Value converted = convert(member);
            if (is_mutable(converted)) raise_unhashable(converted);
            members.push_back(std::move(converted));
        }
        return Value::set(std::move(members));
    }

    Value converted_object(const Value& value) {
        const Object* object = object_if(value);
        if (object->object_kind() == ObjectKind::iterator) return walked(value, ListFlavor::plain);
        if (object->object_kind() != ObjectKind::walkable) return value;
        const WalkableKind kind = static_cast<const Walkable*>(object)->walkable_kind();
        const bool set_like = kind == WalkableKind::keys_view || kind == WalkableKind::items_view;
        return set_like ? converted_set(value) : walked(value, ListFlavor::plain);
    }

    /// Converted containers are Python's mutable ones, which cannot be members or keys.
    static bool is_mutable(const Value& value) {
        return value.is_dict() || value.kind() == Kind::set ||
               (value.is_list() && value.flavor() != ListFlavor::tuple);
    }

    [[noreturn]] static void raise_unhashable(const Value& value) {
        raise_type("unhashable type: '" + std::string{python_type_name(value)} + "'");
    }

    Context& context_;
};

Value without_objects(Context& context, const Value& value) {
    if (const Object* object = object_if(value)) return object->text();
    if (value.is_list() || value.kind() == Kind::set) {
        const Nesting nesting(context.budget());
        context.budget().steps(static_cast<std::int64_t>(value.size()));
        context.budget().charge(list_overhead + value.size() * sizeof(Value));
        std::vector<Value> items;
        for (const Value& item : value.items()) items.push_back(without_objects(context, item));
        return Value::list(std::move(items));
    }
    if (!value.is_dict()) return value;
    const Nesting nesting(context.budget());
    context.budget().steps(static_cast<std::int64_t>(value.size()));
    context.budget().charge(list_overhead + value.size() * sizeof(Member));
    DictBuilder builder(value.size());
    for (const Member& member : value.members())
        builder.set(without_objects(context, member.key), without_objects(context, member.value));
    return std::move(builder).freeze();
}

// Lazy sequences become lists all the same: they must not outlive the evaluation.
Value without_lazies(Context& context, const Value& value) {
    if (is_plain(value)) return value;
    if (value.is_dict()) {
        const Nesting nesting(context.budget());
        context.budget().steps(static_cast<std::int64_t>(value.size()));
        context.budget().charge(list_overhead + value.size() * sizeof(Member));
        DictBuilder builder(value.size());
        for (const Member& member : value.members())
            builder.set(member.key, without_lazies(context, member.value));
        return std::move(builder).freeze();
    }
    if (!is_collection(value) || value.kind() == Kind::set) return value;
    const Nesting nesting(context.budget());
    std::vector<Value> items;
    Cursor cursor(context, value);
    for (Value item; cursor.next(item);) {
        context.budget().charge(sizeof(Value));
        items.push_back(without_lazies(context, item));
    }
    return Value::list(std::move(items), value.is_list() ? value.flavor() : ListFlavor::plain);
}

}  // namespace

Value to_output(Context& context, const Value& value) {
    const Options& options = context.options();
    if (!options.convert_output_data) return without_lazies(context, value);
    Value result = Conversion(context).convert(value);
    context.check_quota(result);
    return result;
}

Value to_stored(Context& context, const Value& value) {
    if (value.kind() != Kind::opaque) {
        check_depth(value);
        if (Result<Value> plain = to_plain_json(value)) return *std::move(plain);
    }
    const Value known = without_objects(context, to_output(context, value));
    return context.unwrap(to_plain_json(known));
}

}  // namespace wf::expr
