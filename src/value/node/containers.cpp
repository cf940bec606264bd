#include "value/node/containers.hpp"

#include <new>

namespace wf::node {
namespace {

using Access = ValueAccess;

Value finish(Dict* made) {
    if (made->size == 0) {
        free_node(made);
        return Access::make(0, Access::tag_word(Kind::dict));
    }
    return Access::adopt_container(made, Kind::dict);
}

std::uint64_t own_bytes(Indexed& made, std::size_t member_bytes) {
    const std::uint64_t slots = made.index_bits == 0 ? 0 : std::uint64_t{1} << made.index_bits;
    return sizeof(Indexed) + slots * sizeof(std::uint32_t) + made.size * member_bytes;
}

void summarise(Dict& made) {
    Summary summary{.bytes = own_bytes(made, sizeof(Member))};
    for (const Member& member : made.all()) {
        summary.include_key(member.key);
        summary.include(member.value);
    }
    made.set_summary(summary);
}

/// Appends a member whose key is not there yet.
/// The probe looks into `key`, which therefore is moved last.
void append(Dict& dict, Probe& probe, Value&& key, Value&& value) {
    const std::uint32_t position = dict.size++;
    if (dict.index_bits != 0)
        KeyIndex{dict.index(), dict.index_bits}.insert(probe.hash(), position);
    ::new (dict.members() + position) Member{std::move(key), std::move(value)};
}

void append_copy(Dict& dict, Probe& probe, const Member& member) {
    append(dict, probe, Value{member.key}, Value{member.value});
}

}  // namespace

bool keys_equal(const Value& a, const Value& b) {
    if (a.same_as(b)) return true;
    if (depth_of(a) > key_depth_max || depth_of(b) > key_depth_max) return false;
    return a == b;
}

Member* find_linear(std::span<Member> members, const Probe& probe) {
    for (Member& member : members)
        if (probe.matches(member.key)) return &member;
    return nullptr;
}

Member* find(Dict& dict, Probe& probe) {
    Member* members = dict.members();
    if (dict.index_bits == 0) return find_linear({members, dict.size}, probe);
    const KeyIndex index{dict.index(), dict.index_bits};
    const std::uint32_t position = index.find(probe.hash(), [&](std::uint32_t candidate) {
        return probe.matches(members[candidate].key);
    });
    return position == KeyIndex::not_found ? nullptr : members + position;
}

const Value* find(Set& set, Probe& probe) {
    Value* items = set.items();
    if (set.index_bits == 0) {
        for (std::uint32_t i = 0; i < set.size; ++i)
            if (probe.matches(items[i])) return items + i;
        return nullptr;
    }
    const KeyIndex index{set.index(), set.index_bits};
    const std::uint32_t position = index.find(probe.hash(), [&](std::uint32_t candidate) {
        return probe.matches(items[candidate]);
    });
    return position == KeyIndex::not_found ? nullptr : items + position;
}

Value make_list(std::span<Value> items, ListFlavor flavor) {
    if (items.empty())
        return Access::make(static_cast<std::uint64_t>(flavor), Access::tag_word(Kind::list));
    List* made = new_list(items.size());
    made->flavor = flavor;
    Summary summary{
        .bytes = sizeof(List) + items.size_bytes(), .plain = flavor == ListFlavor::plain};
    Value* at = made->items();
    for (Value& item : items) {
        summary.include(item);
        ::new (at++) Value(std::move(item));
    }
    made->set_summary(summary);
    return Access::adopt_container(made, Kind::list);
}

Value make_dict(std::span<Member> members) {
    if (members.empty()) return Access::make(0, Access::tag_word(Kind::dict));
    Dict* made = new_dict(members.size());
    for (Member& member : members) {
        with_probe(member.key, [&](Probe& probe) {
            if (Member* present = find(*made, probe))
                present->value = std::move(member.value);
            else
                append(*made, probe, std::move(member.key), std::move(member.value));
        });
    }
    summarise(*made);
    return finish(made);
}

Value make_dict_of_distinct(std::span<Member> members) {
    Dict* made = new_dict(members.size());
    for (Member& member : members) {
        with_probe(member.key, [&](Probe& probe) {
            append(*made, probe, std::move(member.key), std::move(member.value));
        });
    }
    summarise(*made);
    return finish(made);
}

Value make_set(std::span<Value> members) {
    if (members.empty()) return Access::make(0, Access::tag_word(Kind::set));
    Set* made = new_set(members.size());
    for (Value& member : members) {
        with_probe(member, [&](Probe& probe) {
            if (find(*made, probe) != nullptr) return;
            const std::uint32_t position = made->size++;
            if (made->index_bits != 0)
                KeyIndex{made->index(), made->index_bits}.insert(probe.hash(), position);
            ::new (made->items() + position) Value(std::move(member));
        });
    }
    Summary summary{.bytes = own_bytes(*made, sizeof(Value)), .plain = false};
    for (std::uint32_t i = 0; i < made->size; ++i) summary.include(made->items()[i]);
    made->set_summary(summary);
    return Access::adopt_container(made, Kind::set);
}

Dict* merge(Dict& lower, Dict& upper) {
    // Counted first, so that many overlays replacing the same keys do not leave half-empty nodes.
    std::size_t added = 0;
    for (const Member& member : upper.all())
        with_probe(member.key, [&](Probe& probe) {
            added += find(lower, probe) == nullptr ? 1 : 0;
        });

    Dict* made = new_dict(lower.size + added);
    for (const Member& member : lower.all())
        with_probe(member.key, [&](Probe& probe) { append_copy(*made, probe, member); });
    for (const Member& member : upper.all()) {
        with_probe(member.key, [&](Probe& probe) {
            if (Member* present = find(*made, probe))
                present->value = member.value;
            else
                append_copy(*made, probe, member);
        });
    }
    summarise(*made);
    return made;
}

}  // namespace wf::node
