// Destruction of values without recursion and without memory: nested data may be a million levels
// deep.
//
// A dying container hands out its elements from the last to the first, `size` counting down. When
// an element dies with it and is a container itself, the walk goes down, and the slot that the
// element left holds the way back up.
#include "base/assert.hpp"
#include "value/node/access.hpp"
#include "value/node/big.hpp"

namespace wf {
namespace {

using Access = ValueAccess;

/// A node whose last reference is gone.
struct Dead {
    node::Counted* node;
    std::uint64_t high;

    Kind kind() const { return static_cast<Kind>((high >> 56U) & 0x0fU); }

    bool is_overlay() const { return (high & Access::overlay_bit) != 0; }

    bool is_container() const {
        return kind() == Kind::list || kind() == Kind::dict || kind() == Kind::set;
    }
};

/// The elements as one row of values: a member of a dict is two of them.
struct Slots {
    Value* first;
    std::uint32_t per_item;
};

Slots slots_of(const Dead& dead) {
    if (dead.is_overlay()) return {static_cast<node::Overlay*>(dead.node)->layers(), 1};
    if (dead.kind() == Kind::list) return {static_cast<node::List*>(dead.node)->items(), 1};
    if (dead.kind() == Kind::set) return {static_cast<node::Set*>(dead.node)->items(), 1};
    WF_ASSERT(dead.kind() == Kind::dict, "only containers are taken apart");
    return {&static_cast<node::Dict*>(dead.node)->members()->key, 2};
}

/// From here on `size` counts the values that are still to be released.
void begin_taking_apart(const Dead& dead, const Slots& slots) {
    auto* container = static_cast<node::Container*>(dead.node);
    if (dead.is_overlay()) {
        auto* overlay = static_cast<node::Overlay*>(container);
        if (node::Dict* flat = overlay->flat.load(std::memory_order_acquire)) {
            ::new (slots.first + container->size++)
                Value(Access::adopt_container(flat, Kind::dict));
        }
    }
    container->size *= slots.per_item;
}

/// Counts one handle down; true when it was the last one.
bool drop(const Value& handle) {
    std::atomic<std::uint32_t>& references = Access::node_of<node::Counted>(handle)->references;
    return references.load(std::memory_order_acquire) == 1 ||
           references.fetch_sub(1, std::memory_order_acq_rel) == 1;
}

void free_leaf(const Dead& dead) noexcept {
    if (dead.kind() == Kind::opaque)
        delete Access::opaque_of(dead.node);
    else if (dead.kind() == Kind::big_integer)
        delete static_cast<node::Big*>(dead.node);
    else
        node::free_node(dead.node);
}

/// Releases elements until one dies that has elements itself; that one is returned.
/// A null node: nothing is left.
Dead release_until_container_dies(const Dead& parent, const Slots& slots) {
    auto* container = static_cast<node::Container*>(parent.node);
    while (container->size > 0) {
        Value& element = slots.first[--container->size];
        if (!Access::on_heap(element) || !drop(element)) continue;
        const Dead dead{Access::node_of<node::Counted>(element), Access::high(element)};
        if (dead.is_container()) return dead;
        free_leaf(dead);
    }
    return {nullptr, 0};
}

}  // namespace

void Value::destroy(std::uint64_t low, std::uint64_t high) noexcept {
    Dead current{std::bit_cast<node::Counted*>(low), high};
    if (!current.is_container()) return free_leaf(current);

    Dead parent{nullptr, 0};
    Slots slots = slots_of(current);
    begin_taking_apart(current, slots);
    for (;;) {
        const Dead child = release_until_container_dies(current, slots);
        if (child.node != nullptr) {
            auto* container = static_cast<node::Container*>(current.node);
            Value& way_back = slots.first[container->size];
            way_back.low_ = std::bit_cast<std::uint64_t>(parent.node);
            way_back.high_ = parent.high;
            parent = current;
            current = child;
            slots = slots_of(current);
            begin_taking_apart(current, slots);
            continue;
        }
        node::free_node(current.node);
        if (parent.node == nullptr) return;
        current = parent;
        slots = slots_of(current);
        const Value& way_back = slots.first[static_cast<node::Container*>(current.node)->size];
        parent = {Access::node_of<node::Counted>(way_back), way_back.high_};
    }
}

}  // namespace wf
