// Methods of lists and tuples.
#include "expr/jinja/builtin/methods.hpp"
#include "expr/jinja/data/compare.hpp"
#include "expr/jinja/data/text.hpp"
#include "expr/jinja/data/walk.hpp"
#include "expr/jinja/object/function.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

/// The receiver as a box that can change. A frozen evaluation starts again in boxes.
ListBox& box_of(Call& call, Value& holder) {
    if (!call.run.is_boxed()) throw NeedsBoxes{};
    holder = call[0];
    thaw(call.run, holder);
    return *as<ListBox>(holder);
}

Value append(Call& call) {
    Value holder;
    ListBox& box = box_of(call, holder);
    call.budget().charge(sizeof(Value));
    box.items.push_back(call[1]);
    return {};
}

Value extend(Call& call) {
    Value holder;
    ListBox& box = box_of(call, holder);
    const std::vector<Value> more = collect(call.run, call[1]);
    box.items.insert(box.items.end(), more.begin(), more.end());
    return {};
}

Value insert(Call& call) {
    Value holder;
    ListBox& box = box_of(call, holder);
    const auto size = static_cast<std::int64_t>(box.items.size());
    std::int64_t index = call.integer(1);
    if (index < 0) index = std::max<std::int64_t>(index + size, 0);
    index = std::min(index, size);
    call.budget().charge(sizeof(Value));
    call.budget().steps((size - index) / 64);
    box.items.insert(box.items.begin() + index, call[2]);
    return {};
}

Value pop(Call& call) {
    Value holder;
    ListBox& box = box_of(call, holder);
    const auto size = static_cast<std::int64_t>(box.items.size());
    std::int64_t index = call.integer(1);
    if (size == 0) raise("IndexError", "pop from empty list");
    if (index < 0) index += size;
    if (index < 0 || index >= size) raise("IndexError", "pop index out of range");
    call.budget().steps((size - index) / 64);
    Value taken = std::move(box.items[static_cast<std::size_t>(index)]);
    box.items.erase(box.items.begin() + index);
    return taken;
}

Value remove(Call& call) {
    Value holder;
    ListBox& box = box_of(call, holder);
    for (std::size_t at = 0; at < box.items.size(); ++at) {
        const Value item = box.items[at];
        if (!item.same_as(call[1]) && !equals(call.run, item, call[1])) continue;
        box.items.erase(box.items.begin() + static_cast<std::ptrdiff_t>(at));
        return {};
    }
    raise_value("list.remove(x): x not in list");
}

Value clear(Call& call) {
    Value holder;
    box_of(call, holder).items.clear();
    return {};
}

Value reverse(Call& call) {
    Value holder;
    std::ranges::reverse(box_of(call, holder).items);
    return {};
}

Value sort(Call& call) {
    Value holder;
    ListBox& box = box_of(call, holder);

    struct Keyed {
        Value key;
        Value item;
    };

    std::vector<Keyed> items;
    for (const Value& item : std::vector<Value>{box.items}) {
        Value key = call[1].is_null() ? item : call_value(call.run, call[1], {{&item, 1}, {}});
        items.push_back({std::move(key), item});
    }
    const bool is_reversed = call.integer(2) != 0;
    std::stable_sort(items.begin(), items.end(), [&](const Keyed& a, const Keyed& b) {
        return is_reversed ? is_less(call.run, b.key, a.key) : is_less(call.run, a.key, b.key);
    });
    box.items.clear();
    for (Keyed& keyed : items) box.items.push_back(std::move(keyed.item));
    return {};
}

Value copy(Call& call) {
    return make_list(call.run, collect(call.run, call[0]));
}

Value count(Call& call) {
    std::int64_t found = 0;
    const std::span<const Value> items = *items_if(call[0]);
    for (const Value& item : items)
        if (item.same_as(call[1]) || equals(call.run, item, call[1])) ++found;
    return Value{found};
}

Value index(Call& call) {
    const std::span<const Value> items = *items_if(call[0]);
    const auto size = static_cast<std::int64_t>(items.size());
    const auto bound = [&](std::size_t place, std::int64_t fallback) {
        if (!call.given(place)) return fallback;
        const std::int64_t given = call.position(place);
        return std::clamp<std::int64_t>(given < 0 ? given + size : given, 0, size);
    };
    const std::int64_t stop = bound(3, size);
    for (std::int64_t at = bound(2, 0); at < stop; ++at) {
        const Value& item = items[static_cast<std::size_t>(at)];
        if (item.same_as(call[1]) || equals(call.run, item, call[1])) return Value{at};
    }
    raise_value(
        type_of(call[0]) == Type::tuple ? "tuple.index(x): x not in tuple"
                                        : repr_of(call.run, call[1]) + " is not in list"
    );
}

/// A group of groupby is a pair whose parts have names.
Value pair_part(Call& call, std::size_t position) {
    if (call[0].size() != 2)
        return undefined_attribute(call[0], position == 0 ? "grouper" : "list");
    return call[0].at(position);
}

Value grouper(Call& call) {
    return pair_part(call, 0);
}

Value group_list(Call& call) {
    return pair_part(call, 1);
}

constexpr Row list_rows[] = {
    {"append", "self, object, /", "Adds an item at the end.", append},
    {"clear", "self", "Removes all items.", clear},
    {"copy", "self", "A list of the same items.", copy},
    {"count", "self, value, /", "How often a value occurs.", count},
    {"extend", "self, iterable, /", "Adds all items of another sequence.", extend},
    {"index", "self, value, start=0, stop=0, /", "Position of the first occurrence.", index},
    {"insert", "self, index, object, /", "Adds an item before a position.", insert},
    {"pop", "self, index=-1, /", "Removes an item and gives it.", pop},
    {"remove", "self, value, /", "Removes the first occurrence.", remove},
    {"reverse", "self", "Turns the order round.", reverse},
    {"sort", "self, /, *, key=none, reverse=false", "Sorts the list itself.", sort},
};

constexpr Row tuple_rows[] = {
    {"count", "self, value, /", "How often a value occurs.", count},
    {"grouper",
     "self",
     "The value that a group of groupby has in common.",
     grouper,
     Row::Use::property},
    {"index", "self, value, start=0, stop=0, /", "Position of the first occurrence.", index},
    {"list", "self", "The items of a group of groupby.", group_list, Row::Use::property},
};

}  // namespace

const BuiltinTable& list_methods() {
    static const BuiltinTable table{{list_rows}};
    return table;
}

const BuiltinTable& tuple_methods() {
    static const BuiltinTable table{{tuple_rows}};
    return table;
}

}  // namespace wf::expr::jinja
