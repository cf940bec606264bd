// Building the nodes of lists, dicts and sets, and searching the latter two.
#pragma once
#include "value/node/hash.hpp"
#include "value/node/key_index.hpp"

#include <span>

namespace wf::node {

/// == for keys, bounded: keys nested deeper than key_depth_max are equal only if they are one node.
bool keys_equal(const Value& a, const Value& b);
inline constexpr std::uint32_t key_depth_max = 100;

/// A key with its hash at hand, to be looked up in several places.
class Probe {
public:
    explicit Probe(const TextKey& text) : text_(&text) {}

    explicit Probe(const Value& key) : key_(&key) {}

    std::uint64_t hash() {
        if (!hashed_) hash_ = text_ != nullptr ? text_->hash() : hash_of(*key_);
        hashed_ = true;
        return hash_;
    }

    bool matches(const Value& candidate) const {
        return text_ != nullptr ? text_->matches(candidate) : keys_equal(*key_, candidate);
    }

private:
    const TextKey* text_ = nullptr;
    const Value* key_ = nullptr;
    bool hashed_ = false;
    std::uint64_t hash_ = 0;
};

/// Calls `use(Probe&)` with the quickest probe for `key`.
template <class Use>
auto with_probe(const Value& key, const Use& use) {
    if (key.is_string()) {
        const TextKey text{key};
        Probe probe{text};
        return use(probe);
    }
    Probe probe{key};
    return use(probe);
}

/// The member with the probed key, or nullptr.
Member* find(Dict& dict, Probe& probe);
const Value* find(Set& set, Probe& probe);
/// Lookup without an index: compares every key.
Member* find_linear(std::span<Member> members, const Probe& probe);

/// The makers move from what they are given.
Value make_list(std::span<Value> items, ListFlavor flavor);
/// A later duplicate's value wins, at the first one's place.
Value make_dict(std::span<Member> members);
/// All keys are known to be different.
Value make_dict_of_distinct(std::span<Member> members);
Value make_set(std::span<Value> members);
/// Both together: keys of `upper` replace in place or are appended. Never an overlay; the caller
/// owns it.
Dict* merge(Dict& lower, Dict& upper);

}  // namespace wf::node
