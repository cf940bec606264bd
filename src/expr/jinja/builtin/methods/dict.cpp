// Methods of dicts.
#include "expr/jinja/builtin/methods.hpp"
#include "expr/jinja/data/keys.hpp"
#include "expr/jinja/data/text.hpp"
#include "expr/jinja/data/walk.hpp"
#include "expr/jinja/object/dict_update.hpp"

namespace wf::expr::jinja {
namespace {

/// The receiver as a box that can change. A frozen evaluation starts again in boxes.
DictBox& box_of(Call& call, Value& holder) {
    if (!call.run.is_boxed()) throw NeedsBoxes{};
    holder = call[0];
    thaw(call.run, holder);
    return *as<DictBox>(holder);
}

Value get(Call& call) {
    const Value* found = find_member(call.run, call[0], call[1]);
    return found != nullptr ? *found : call[2];
}

template <View::Part part>
Value view(Call& call) {
    Value made = Value::opaque<View>(call[0], part);
    // A dict can hold its own view.
    if (call.run.is_boxed()) call.run.enlist(*thing_if(made));
    return made;
}

Value pop(Call& call) {
    Value holder;
    DictBox& box = box_of(call, holder);
    const Value key = key_of(call.run, call[1]);
    Value* found = box.find(key);
    if (found == nullptr) {
        if (call.given(2)) return call[2];
        raise("KeyError", repr_of(call.run, key));
    }
    Value taken = std::move(*found);
    call.budget().steps(static_cast<std::int64_t>(box.size() / 4));
    box.erase(key);
    return taken;
}

Value popitem(Call& call) {
    Value holder;
    DictBox& box = box_of(call, holder);
    if (box.size() == 0) raise("KeyError", "'popitem(): dictionary is empty'");
    const Member last = box.members().back();
    box.erase(last.key);
    return make_pair(last.key, last.value);
}

Value setdefault(Call& call) {
    Value holder;
    DictBox& box = box_of(call, holder);
    const Value key = key_of(call.run, call[1]);
    if (box.find(key) == nullptr) {
        call.budget().charge(sizeof(Member));
        box.set(key, call[2]);
    }
    Value* place = box.find(key);
    thaw(call.run, *place);
    return *place;
}

Value update(Call& call) {
    Value holder;
    DictBox& box = box_of(call, holder);
    if (call.rest().size() > 1)
        raise_type("update expected at most 1 argument, got " + std::to_string(call.rest().size()));
    if (!call.rest().empty()) update_dict(call.run, box, call.rest()[0]);
    for (const Keyword& keyword : call.named()) box.set(Value{keyword.name}, keyword.value);
    return {};
}

Value clear(Call& call) {
    Value holder;
    box_of(call, holder).clear();
    return {};
}

Value copy(Call& call) {
    if (!call.run.is_boxed()) return call[0];
    Value made = make_dict_box(call.run);
    for (const Member& member : members_of(call[0])) {
        if (DictBox* box = as<DictBox>(call[0])) thaw(call.run, *box->find(member.key));
        as<DictBox>(made)->set(member.key, member.value);
    }
    return made;
}

/// Called on any dict or on the type: the receiver does not count.
Value fromkeys(Call& call) {
    const std::span<const Value> given = call.rest();
    if (given.empty()) raise_type("fromkeys expected at least 1 argument, got 0");
    if (given.size() > 2)
        raise_type("fromkeys expected at most 2 arguments, got " + std::to_string(given.size()));
    const Value value = given.size() > 1 ? given[1] : Value{};
    Value box = make_dict_box(call.run);
    Walk walk{call.run, given[0]};
    for (Value key; walk.next(key);) {
        call.budget().charge(sizeof(Member));
        as<DictBox>(box)->set(key_of(call.run, key), value);
    }
    return dict_from(call.run, box);
}

constexpr Row rows[] = {
    {"clear", "self", "Removes all members.", clear},
    {"copy", "self", "A dict of the same members.", copy},
    {"fromkeys", "*args", "A dict of the keys in a sequence, all with one value.", fromkeys},
    {"get", "self, key, default=none, /", "The value of a key, or `default`.", get},
    {"items", "self", "Pairs of key and value.", view<View::Part::items>},
    {"keys", "self", "The keys.", view<View::Part::keys>},
    {"pop", "self, key, default=none, /", "Removes a key and gives its value.", pop},
    {"popitem", "self", "Removes the last member and gives it as a pair.", popitem},
    {"setdefault",
     "self, key, default=none, /",
     "The value of a key, which is added if it is missing.",
     setdefault},
    {"update", "self, /, *args, **kwargs", "Adds members of a dict, pairs, and keywords.", update},
    {"values", "self", "The values.", view<View::Part::values>},
};

}  // namespace

const BuiltinTable& dict_methods() {
    static const BuiltinTable table{{rows}};
    return table;
}

}  // namespace wf::expr::jinja
