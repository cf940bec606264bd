// Values as keys: sets of what was seen, groups. Refuses what Python cannot hash.
#pragma once
#include "expr/functions/set_like.hpp"
#include "expr/runtime/context.hpp"
#include "value/value.hpp"

#include <cstddef>
#include <unordered_map>

namespace wf::expr {

/// Numbers its keys in the order of their first appearance.
class KeySet {
public:
    /// True if the key is new. Iterators are keys by identity.
    bool add(Context& context, const Value& key) { return find_or_add(context, key).second; }

    /// Number of the key, and whether it is new.
    std::pair<std::size_t, bool> find_or_add(Context& context, const Value& key) {
        check_hashable(context, key);
        context.budget().charge(64 + sizeof(Value));
        const auto [found, added] = numbers_.try_emplace(key, numbers_.size());
        return {found->second, added};
    }

private:
    std::unordered_map<Value, std::size_t> numbers_;
};

}  // namespace wf::expr
