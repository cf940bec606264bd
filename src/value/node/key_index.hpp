// Open-addressing index from hashes to positions in an array of members.
//
// A slot of a table of 2^bits slots holds the position in its low `bits` bits and that many fewer
// bits of the hash above, so a wrong candidate is rarely looked at. At most half of the slots are
// used, which keeps all-ones free to mean "empty".
#pragma once
#include <cstddef>
#include <cstdint>

namespace wf::node {

class KeyIndex {
public:
    static constexpr std::uint32_t empty_slot = ~0U;
    static constexpr std::uint32_t not_found = ~0U;

    KeyIndex(std::uint32_t* slots, std::uint8_t bits) : slots_(slots), mask_((1U << bits) - 1U) {}

    /// First position with this hash for which `matches(position)` holds.
    template <class Matches>
    std::uint32_t find(std::uint64_t hash, const Matches& matches) const {
        const std::uint32_t fragment = fragment_of(hash);
        for (std::uint32_t at = start_of(hash);; at = (at + 1) & mask_) {
            const std::uint32_t slot = slots_[at];
            if (slot == empty_slot) return not_found;
            if ((slot & ~mask_) == fragment && matches(slot & mask_)) return slot & mask_;
        }
    }

    void insert(std::uint64_t hash, std::uint32_t position) {
        std::uint32_t at = start_of(hash);
        while (slots_[at] != empty_slot) at = (at + 1) & mask_;
        slots_[at] = fragment_of(hash) | position;
    }

private:
    std::uint32_t start_of(std::uint64_t hash) const {
        return static_cast<std::uint32_t>(hash) & mask_;
    }

    std::uint32_t fragment_of(std::uint64_t hash) const {
        return static_cast<std::uint32_t>(hash >> 32U) & ~mask_;
    }

    std::uint32_t* slots_;
    std::uint32_t mask_;
};

}  // namespace wf::node
