// Functions of maps.
#include "expr/functions/families.hpp"
#include "expr/functions/operators.hpp"
#include "expr/functions/resolve.hpp"
#include "expr/functions/set_like.hpp"
#include "expr/runtime/iterator.hpp"
#include "value/freshness.hpp"
#include "value/python_text.hpp"

#include <string>

namespace wf::expr::functions {
namespace {

void put(Call& call, DictBuilder& builder, Value key, Value value) {
    check_hashable(call.context(), key);
    call.budget().step();
    call.budget().charge(sizeof(Member));
    builder.set(std::move(key), std::move(value));
}

void put_pairs(Call& call, DictBuilder& builder) {
    for (const Value& argument : call.rest()) {
        const Pair& pair = *static_cast<const Pair*>(object_if(argument));
        Value key = apply(call.context(), pair.key);
        put(call, builder, std::move(key), apply(call.context(), pair.value));
    }
}

Value dict_of_pairs(Call& call) {
    DictBuilder builder;
    put_pairs(call, builder);
    return std::move(builder).freeze();
}

// The first two parts of a pair: of a collection, or the letters of a text.
std::pair<Value, Value> halves(Call& call, const Value& item) {
    Value collection = item;
    if (item.is_string()) {
        std::vector<Value> letters;
        const std::string_view text = item.as_string();
        for (std::size_t at = 0; at < text.size() && letters.size() < 2;) {
            std::size_t stop = at + 1;
            while (stop < text.size() && (static_cast<unsigned char>(text[stop]) & 0xC0U) == 0x80)
                ++stop;
            letters.emplace_back(text.substr(at, stop - at));
            at = stop;
        }
        collection = Value::list(std::move(letters));
    } else if (!is_collection(item, true)) {
        raise_type("'" + std::string{python_type_name(item)} + "' object is not iterable");
    }
    Cursor cursor(call.context(), collection);
    Value key;
    Value value;
    if (!cursor.next(key) || !cursor.next(value)) raise("StopIteration", "");
    return {std::move(key), std::move(value)};
}

Value dict_of_items(Call& call) {
    DictBuilder builder;
    Cursor cursor(call.context(), call[0]);
    for (Value item; cursor.next(item);) {
        std::pair<Value, Value> entry = halves(call, item);
        put(call, builder, std::move(entry.first), std::move(entry.second));
    }
    return std::move(builder).freeze();
}

Value to_dict(Call& call) {
    DictBuilder builder;
    Cursor cursor(call.context(), call[0]);
    for (Value item; cursor.next(item);) {
        Value key = apply(call.context(), call[1], item);
        Value value = call[2].is_null() ? item : apply(call.context(), call[2], item);
        put(call, builder, std::move(key), std::move(value));
    }
    return as_fresh_dict(std::move(builder).freeze());
}

Value get(Call& call) {
    check_hashable(call.context(), call[1]);
    const Value* found = call[0].find(call[1]);
    return found != nullptr ? *found : call[2];
}

Value keys(Call& call) {
    return make_view(call[0], WalkableKind::keys_view);
}

Value values(Call& call) {
    return make_view(call[0], WalkableKind::values_view);
}

Value items(Call& call) {
    return make_view(call[0], WalkableKind::items_view);
}

Value contains_key(Call& call) {
    check_hashable(call.context(), call[1]);
    return call[0].find(call[1]) != nullptr;
}

Value contains_value(Call& call) {
    for (const Member& member : call[0].members()) {
        call.budget().step();
        if (operators::equal(call.context(), member.value, call[1])) return true;
    }
    return false;
}

DictBuilder copy_of(Call& call, const Value& dict) {
    call.budget().steps(static_cast<std::int64_t>(dict.size()));
    call.budget().charge(dict.size() * sizeof(Member));
    return DictBuilder(dict);
}

// As in Python an empty map does not even look at the key.
void erase(Call& call, DictBuilder& builder, const Value& key) {
    if (builder.size() == 0) return;
    check_hashable(call.context(), key);
    builder.erase(key);
}

Value delete_keys(Call& call) {
    DictBuilder builder = copy_of(call, call[0]);
    for (const Value& key : call.rest()) erase(call, builder, key);
    return as_fresh_dict(std::move(builder).freeze());
}

Value delete_all(Call& call) {
    DictBuilder builder = copy_of(call, call[0]);
    Cursor cursor(call.context(), call[1]);
    for (Value key; cursor.next(key);) {
        erase(call, builder, key);
    }
    return as_fresh_dict(std::move(builder).freeze());
}

Value set_pairs(Call& call) {
    DictBuilder builder = copy_of(call, call[0]);
    put_pairs(call, builder);
    return std::move(builder).freeze();
}

Value set_member(Call& call) {
    DictBuilder builder = copy_of(call, call[0]);
    put(call, builder, call[1], call[2]);
    return std::move(builder).freeze();
}

Value set_members(Call& call) {
    DictBuilder builder = copy_of(call, call[0]);
    for (const Member& member : call[1].members()) put(call, builder, member.key, member.value);
    return std::move(builder).freeze();
}

constexpr FunctionRow rows[] = {
    {"dict",
     Forms::function,
     "*args: pair, !pairs",
     "Map of the `key => value` pairs; keys are expressions, a bare word is a text.",
     dict_of_pairs,
     {{"dict(a => 1, b => 2)", "{\"a\": 1, \"b\": 2}"}}},
    {"dict",
     Forms::function,
     "items: collection, !pairs",
     "Map of a collection of pairs; the first two elements of each count.",
     dict_of_items,
     {{"dict([[a, 1], [b, 2]])", "{\"a\": 1, \"b\": 2}"}, {"dict([ab])", "{\"a\": \"b\"}"}}},
    {"toDict",
     Forms::method,
     "collection: collection, keySelector: expr, valueSelector: expr = null",
     "Map of keySelector(item) => valueSelector(item); later duplicates win.",
     to_dict,
     {{"[1, 2].toDict(str($), $ * 2)", "{\"1\": 2, \"2\": 4}"}}},
    {"get",
     Forms::method,
     "dict: map, key: any, default: any = null",
     "The value of the key, or the default.",
     get,
     {{"{a => 1}.get(b, 2)", "2"}}},
    {"keys",
     Forms::method,
     "dict: map",
     "View of the keys; counts as a set.",
     keys,
     {{"{a => 1}.keys().toList()", "[\"a\"]"}}},
    {"values",
     Forms::method,
     "dict: map",
     "View of the values.",
     values,
     {{"{a => 1}.values()", "[1]"}}},
    {"items",
     Forms::method,
     "dict: map",
     "View of the [key, value] pairs.",
     items,
     {{"{a => 1}.items().toList()", "[[\"a\", 1]]"}}},
    {"containsKey",
     Forms::method,
     "dict: map, key: any",
     "Whether the key exists.",
     contains_key,
     {{"{a => 1}.containsKey(a)", "true"}}},
    {"containsValue",
     Forms::method,
     "dict: map, value: any",
     "Whether a value equals the given one.",
     contains_value,
     {{"{a => 1}.containsValue(1)", "true"}}},
    {"delete",
     Forms::method,
     "dict: map, *keys: any",
     "The map without these keys.",
     delete_keys,
     {{"{a => 1, b => 2}.delete(a)", "{\"b\": 2}"}}},
    {"deleteAll",
     Forms::method,
     "dict: map, keys: collection",
     "The map without the keys of a collection.",
     delete_all,
     {{"{a => 1, b => 2}.deleteAll([a])", "{\"b\": 2}"}}},
    {"set",
     Forms::method,
     "dict: map, *args: pair, !pairs",
     "The map with these pairs.",
     set_pairs,
     {{"{a => 1}.set(b => 2)", "{\"a\": 1, \"b\": 2}"}}},
    {"set",
     Forms::method,
     "dict: map, key: any, value: any, !pairs",
     "The map with this pair.",
     set_member,
     {{"{a => 1}.set(a, 2)", "{\"a\": 2}"}}},
    {"set",
     Forms::method,
     "dict: map, replacements: map, !pairs",
     "The map updated with another.",
     set_members,
     {{"{a => 1}.set({b => 2})", "{\"a\": 1, \"b\": 2}"}}},
};

}  // namespace

std::span<const FunctionRow> dicts() {
    return rows;
}

}  // namespace wf::expr::functions
