// The heap parts of values: texts, big integers and the containers. Layout and allocation only.
#pragma once
#include "value/value.hpp"

#include <span>

namespace wf::node {

/// What a list, set, dict or overlay knows about everything below it, from the day it is made.
struct Summary {
    std::uint64_t bytes = 0;  ///< heap bytes, this node included; saturating
    std::uint32_t depth = 1;
    bool plain = true;  ///< nothing that to_plain_json() would change

    void include(const Value& child);
    void include_key(const Value& key);
};

struct Container : Counted {
    std::uint32_t size = 0;  ///< elements, members; layers of an overlay
    std::uint64_t bytes = 0;
    std::uint32_t depth = 0;
    ListFlavor flavor = ListFlavor::plain;
    std::uint8_t index_bits = 0;  ///< the index has 2^bits slots; 0: no index
    bool plain = false;

    void set_summary(const Summary& summary);
};

inline constexpr std::size_t indexed_above = 8;
inline constexpr std::uint32_t size_max = 1U << 29U;

/// Elements follow the header.
struct List : Container {
    Value* items() { return reinterpret_cast<Value*>(this + 1); }
};

/// What both kinds of hash containers share: the index lies between header and members.
struct Indexed : Container {
    std::uint32_t* index() { return reinterpret_cast<std::uint32_t*>(this + 1); }

    void* after_index() {
        const std::size_t slots = index_bits == 0 ? 0 : std::size_t{1} << index_bits;
        return index() + slots;
    }
};

struct Set : Indexed {
    Value* items() { return static_cast<Value*>(after_index()); }
};

struct Dict : Indexed {
    Member* members() { return static_cast<Member*>(after_index()); }

    std::span<const Member> all() { return {members(), size}; }
};

inline constexpr std::size_t layers_max = 8;

/// Dicts stacked on each other, the lowest first. A layer is a plain dict value, never an overlay.
/// One more slot behind the layers is reserved for taking `flat` apart.
struct Overlay : Container {
    std::atomic<Dict*> flat{nullptr};  ///< owned once published

    Value* layers() { return reinterpret_cast<Value*>(this + 1); }
};

/// Index width for `size` keys: at most half full.
std::uint8_t index_bits_for(std::size_t size);

Text* new_text(std::size_t length);
// Elements of new containers are raw memory: the caller constructs all `size` of them.
List* new_list(std::size_t size);
Set* new_set(std::size_t capacity);
Dict* new_dict(std::size_t capacity);
Overlay* new_overlay(std::size_t layers);
/// Gives back the memory of a node whose elements are gone.
void free_node(Counted* dead) noexcept;

/// Whether JSON has the value as it is; containers know for themselves.
bool is_plain(const Value& value);
/// Heap bytes below a value, from the summaries: O(1).
std::uint64_t bytes_below(const Value& value);
std::uint32_t depth_of(const Value& value);

}  // namespace wf::node
