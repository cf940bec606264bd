// DictBuilder: a dict while its members are still changing. ListBuilder needs no more than a
// vector.
#include "value/node/containers.hpp"
#include "value/value.hpp"

#include <algorithm>
#include <span>

namespace wf {

struct DictBuilder::Parts {
    std::vector<Member> members;
    std::vector<std::uint32_t> slots;  // the index; empty up to indexed_above members
    std::uint8_t bits = 0;
    std::vector<bool> erased;  // by position; empty as long as nothing was erased
    std::size_t erased_count = 0;

    bool is_erased(std::size_t position) const {
        return position < erased.size() && erased[position];
    }

    /// Position of a key, members.size() if it is not there.
    std::size_t position_of(node::Probe& probe) const {
        if (bits == 0) {
            for (std::size_t i = 0; i < members.size(); ++i)
                if (!is_erased(i) && probe.matches(members[i].key)) return i;
            return members.size();
        }
        // KeyIndex only reads here.
        const node::KeyIndex index{const_cast<std::uint32_t*>(slots.data()), bits};
        const std::uint32_t found = index.find(probe.hash(), [&](std::uint32_t candidate) {
            return !is_erased(candidate) && probe.matches(members[candidate].key);
        });
        return found == node::KeyIndex::not_found ? members.size() : found;
    }

    /// The probe looks into `key`, which therefore is moved last.
    void append(node::Probe& probe, Value&& key, Value&& value) {
        const auto position = static_cast<std::uint32_t>(members.size());
        const std::uint8_t needed = node::index_bits_for(members.size() + 1);
        if (needed > bits) rebuild_index(needed);
        if (bits != 0) node::KeyIndex{slots.data(), bits}.insert(probe.hash(), position);
        members.push_back({std::move(key), std::move(value)});
    }

    void rebuild_index(std::uint8_t new_bits) {
        bits = new_bits;
        slots.assign(std::size_t{1} << bits, node::KeyIndex::empty_slot);
        node::KeyIndex index{slots.data(), bits};
        for (std::uint32_t i = 0; i < members.size(); ++i) {
            if (is_erased(i)) continue;
            node::with_probe(members[i].key, [&](node::Probe& probe) {
                index.insert(probe.hash(), i);
            });
        }
    }

    void erase(std::size_t position) {
        erased.resize(members.size());
        erased[position] = true;
        ++erased_count;
        members[position] = {};
        // Otherwise a builder that adds and erases in turns would grow for ever.
        if (erased_count > 16 && erased_count > members.size() / 2) compact();
    }

    void compact() {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < members.size(); ++i)
            if (!is_erased(i)) members[kept++] = std::move(members[i]);
        members.resize(kept);
        erased.clear();
        erased_count = 0;
        if (bits != 0) rebuild_index(bits);
    }
};

DictBuilder::DictBuilder() : parts_(std::make_unique<Parts>()) {
}

DictBuilder::DictBuilder(std::size_t capacity) : DictBuilder() {
    parts_->members.reserve(capacity);
    if (const std::uint8_t bits = node::index_bits_for(capacity); bits != 0)
        parts_->rebuild_index(bits);
}

DictBuilder::DictBuilder(const Value& copy_of) : DictBuilder() {
    const std::span<const Member> members = copy_of.members();
    parts_->members.assign(members.begin(), members.end());
    if (const std::uint8_t bits = node::index_bits_for(members.size()); bits != 0)
        parts_->rebuild_index(bits);
}

DictBuilder::DictBuilder(DictBuilder&&) noexcept = default;
DictBuilder& DictBuilder::operator=(DictBuilder&&) noexcept = default;
DictBuilder::~DictBuilder() = default;

void DictBuilder::set(Value key, Value value) {
    node::with_probe(key, [&](node::Probe& probe) {
        const std::size_t position = parts_->position_of(probe);
        if (position < parts_->members.size())
            parts_->members[position].value = std::move(value);
        else
            parts_->append(probe, std::move(key), std::move(value));
    });
}

bool DictBuilder::erase(const Value& key) {
    const std::size_t position =
        node::with_probe(key, [this](node::Probe& probe) { return parts_->position_of(probe); });
    if (position == parts_->members.size()) return false;
    parts_->erase(position);
    return true;
}

const Value* DictBuilder::find(const Value& key) const {
    const std::size_t position =
        node::with_probe(key, [this](node::Probe& probe) { return parts_->position_of(probe); });
    return position == parts_->members.size() ? nullptr : &parts_->members[position].value;
}

std::size_t DictBuilder::size() const {
    return parts_->members.size() - parts_->erased_count;
}

Value DictBuilder::freeze() && {
    if (parts_->erased_count > 0) parts_->compact();
    std::vector<Member> members = std::exchange(parts_->members, {});
    return node::make_dict_of_distinct(members);
}

}  // namespace wf
