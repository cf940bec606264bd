#include "value/node/node.hpp"

#include "base/assert.hpp"
#include "value/big_integer.hpp"
#include "value/node/access.hpp"
#include "value/node/big.hpp"

#include <algorithm>
#include <new>

namespace wf::node {
namespace {

static_assert(sizeof(Container) % alignof(Value) == 0);
static_assert(sizeof(Overlay) % alignof(Value) == 0);
static_assert(alignof(Value) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

template <class Node>
Node* allocate(std::size_t extra_bytes) {
    return ::new (::operator new(sizeof(Node) + extra_bytes)) Node;
}

template <class Node>
Node* allocate_indexed(std::size_t capacity, std::size_t member_bytes) {
    WF_ASSERT(capacity <= size_max, "a container has at most 2^29 members");
    const std::uint8_t bits = index_bits_for(capacity);
    const std::size_t slots = bits == 0 ? 0 : std::size_t{1} << bits;
    Node* made = allocate<Node>(slots * sizeof(std::uint32_t) + capacity * member_bytes);
    made->index_bits = bits;
    std::fill_n(made->index(), slots, ~0U);
    return made;
}

std::uint64_t saturating_add(std::uint64_t a, std::uint64_t b) {
    const std::uint64_t sum = a + b;
    return sum < a ? ~0ULL : sum;
}

}  // namespace

bool is_plain(const Value& value) {
    switch (value.kind()) {
    case Kind::null:
    case Kind::boolean:
    case Kind::integer:
    case Kind::floating:
    case Kind::string: return true;
    case Kind::big_integer: return value.as_big_integer().bit_length() <= integer_bits_max;
    case Kind::list:
        return ValueAccess::on_heap(value) ? ValueAccess::node_of<Container>(value)->plain
                                           : value.flavor() == ListFlavor::plain;
    case Kind::dict:
        if (ValueAccess::has_fresh_bit(value)) return false;
        return !ValueAccess::on_heap(value) || ValueAccess::node_of<Container>(value)->plain;
    case Kind::set:
    case Kind::datetime:
    case Kind::timespan:
    case Kind::opaque: return false;
    }
    return false;
}

void Summary::include(const Value& child) {
    if (ValueAccess::on_heap(child)) bytes = saturating_add(bytes, bytes_below(child));
    const std::uint32_t below = depth_of(child);
    if (below >= depth) depth = below + 1;
    plain = plain && is_plain(child);
}

void Summary::include_key(const Value& key) {
    include(key);
    plain = plain && key.is_string();
}

void Container::set_summary(const Summary& summary) {
    bytes = summary.bytes;
    depth = summary.depth;
    plain = summary.plain;
}

std::uint8_t index_bits_for(std::size_t size) {
    if (size <= indexed_above) return 0;
    std::uint8_t bits = 5;
    while ((std::size_t{1} << bits) < size * 2) ++bits;
    return bits;
}

Text* new_text(std::size_t length) {
    return allocate<Text>(length);
}

List* new_list(std::size_t size) {
    WF_ASSERT(size <= size_max, "a list has at most 2^29 elements");
    List* made = allocate<List>(size * sizeof(Value));
    made->size = static_cast<std::uint32_t>(size);
    return made;
}

Set* new_set(std::size_t capacity) {
    return allocate_indexed<Set>(capacity, sizeof(Value));
}

Dict* new_dict(std::size_t capacity) {
    return allocate_indexed<Dict>(capacity, sizeof(Member));
}

Overlay* new_overlay(std::size_t layers) {
    Overlay* made = allocate<Overlay>((layers + 1) * sizeof(Value));
    made->size = static_cast<std::uint32_t>(layers);
    return made;
}

void free_node(Counted* dead) noexcept {
    ::operator delete(dead);
}

std::uint64_t bytes_below(const Value& value) {
    if (!ValueAccess::on_heap(value)) return 0;
    switch (value.kind()) {
    case Kind::string: return sizeof(Text) + value.as_string().size();
    case Kind::list:
    case Kind::dict:
    case Kind::set: return ValueAccess::node_of<Container>(value)->bytes;
    case Kind::big_integer: return sizeof(Big) + value.as_big_integer().bit_length() / 8;
    case Kind::opaque: return sizeof(Opaque);
    case Kind::null:
    case Kind::boolean:
    case Kind::integer:
    case Kind::floating:
    case Kind::datetime:
    case Kind::timespan: return 0;
    }
    return 0;
}

std::uint32_t depth_of(const Value& value) {
    if (ValueAccess::is_overlay(value)) {
        auto* overlay = ValueAccess::node_of<Overlay>(value);
        const Dict* flat = overlay->flat.load(std::memory_order_acquire);
        return flat != nullptr ? flat->depth : overlay->depth;
    }
    if (ValueAccess::is_container(value)) return ValueAccess::node_of<Container>(value)->depth;
    const Kind kind = value.kind();
    return kind == Kind::list || kind == Kind::dict || kind == Kind::set ? 1 : 0;
}

}  // namespace wf::node
