// The private side of a Value: its two words, and the node behind it. For src/value only.
//
//   kind                      low_                      high_ below the tag byte
//   boolean, integer          the number                0
//   floating                  the bits of the double    0
//   timespan                  microseconds              0
//   datetime                  local microseconds        offset (32 bits), aware (bit 32), date_only
//   (bit 33) string up to 14 bytes     bytes 0-7                 bytes 8-13, length in byte 14;
//   unused bytes are 0 longer string             node::Text*               length (48 bits) empty
//   list, dict, set     ListFlavor                0 other list, dict, set     node::List* ... 0
//   big_integer, opaque       node::Big*, Opaque*       0
//
// Bit 5 of a dict's tag byte marks it as fresh (value/freshness.hpp).
//
// Every scalar has one representation, so equal words mean equal values (NaN excepted).
#pragma once
#include "value/node/node.hpp"
#include "value/value.hpp"

namespace wf {

using node::inline_text_max;

struct ValueAccess {
    static constexpr std::uint64_t heap_bit = Value::heap_bit;
    static constexpr std::uint64_t overlay_bit = 1ULL << 62U;
    static constexpr std::uint64_t fresh_bit = 1ULL << 61U;

    static std::uint64_t low(const Value& value) { return value.low_; }

    static std::uint64_t high(const Value& value) { return value.high_; }

    static bool on_heap(const Value& value) { return value.on_heap(); }

    static bool is_overlay(const Value& value) { return (value.high_ & overlay_bit) != 0; }

    /// A dict that is marked as value/freshness.hpp says.
    static bool has_fresh_bit(const Value& value) { return (value.high_ & fresh_bit) != 0; }

    static void set_fresh(Value& dict) { dict.high_ |= fresh_bit; }

    static constexpr std::uint64_t tag_word(Kind kind) { return Value::tag_word(kind); }

    static Value make(std::uint64_t low, std::uint64_t high) {
        Value value;
        value.low_ = low;
        value.high_ = high;
        return value;
    }

    /// Takes over the reference that the caller holds.
    static Value adopt(node::Counted* owned, std::uint64_t high) {
        return make(std::bit_cast<std::uint64_t>(owned), high | heap_bit);
    }

    static Value adopt_container(node::Container* owned, Kind kind) {
        return adopt(owned, tag_word(kind));
    }

    /// One more handle to a node that lives already.
    static Value share_container(node::Container* shared, Kind kind) {
        shared->references.fetch_add(1, std::memory_order_relaxed);
        return adopt(shared, tag_word(kind));
    }

    /// Forgets the node without counting down; the caller owns that reference now.
    static void forget(Value& value) {
        value.low_ = 0;
        value.high_ = 0;
    }

    /// The node behind a value that is on the heap.
    template <class Node>
    static Node* node_of(const Value& value) {
        return static_cast<Node*>(value.counted());
    }

    static const Opaque* opaque_of(node::Counted* counted) {
        return static_cast<const Opaque*>(counted);
    }

    static node::Counted* counted_of(Opaque* object) { return object; }

    static bool is_container(const Value& value) {
        const Kind kind = value.kind();
        return value.on_heap() && (kind == Kind::list || kind == Kind::dict || kind == Kind::set);
    }
};

}  // namespace wf
