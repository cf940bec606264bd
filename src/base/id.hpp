// Identifiers of executions, tasks and actions: UUIDv7 that carry their shard and their tree.
//
// Layout (16 bytes, big endian; see docs/adr/0003-tree-prefixed-ids.md):
//   bytes 0-5   milliseconds since 1970 of the root's creation
//   bytes 6-7   version 7 + 12 bits shard            (UUIDv7's rand_a)
//   bytes 8-11  variant + 30 random bits, drawn once per root
//   bytes 12-15 number inside the tree: 0 is the root, children count up
// So root_of(id) and shard_of(id) are functions of the id alone, and all rows of a tree are
// neighbours in every index on the id.
#pragma once
#include "base/time.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace wf {

struct Id {
    std::array<std::uint8_t, 16> bytes{};

    friend auto operator<=>(const Id&, const Id&) = default;

    /// All zero: "no id".
    bool is_nil() const { return *this == Id{}; }
};

inline constexpr unsigned shard_bits_max = 12;

/// Builds a root id. `shard` < 4096, `random` uses its low 30 bits.
Id make_root_id(Instant now, std::uint32_t shard, std::uint32_t random);
/// The id with number `seq` in the tree that `any` belongs to.
Id child_id(const Id& any, std::uint32_t seq);
/// Number inside the tree; 0 for the root.
std::uint32_t seq_of(const Id& id);
/// The root of the tree that `id` belongs to (itself for a root).
Id root_of(const Id& id);
/// Greatest possible id of the tree, for range scans: [root_of(id), last_of(id)].
Id last_of(const Id& id);
/// 12-bit shard number that the id carries; take it modulo the number of shards.
std::uint32_t shard_of(const Id& id);
/// 12-bit shard number for a text that is not one of our ids (a client-chosen execution id).
std::uint32_t shard_of_text(std::string_view text);

/// Lower-case canonical form, 36 characters.
std::string to_text(const Id& id);
void append_text(std::string& out, const Id& id);
/// Canonical form only (case-insensitive hex); nullopt otherwise.
std::optional<Id> parse_id(std::string_view text);

/// An id that belongs to no tree (definitions, environments): UUIDv4 from two random words.
Id make_random_id(std::uint64_t high, std::uint64_t low);

}  // namespace wf

template <>
struct std::hash<wf::Id> {
    std::size_t operator()(const wf::Id& id) const noexcept;
};
