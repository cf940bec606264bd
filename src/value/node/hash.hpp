// Hashing of texts and values. Seeded per process, so that nobody can send keys that collide on
// purpose: a hash must never be stored, and order never depends on it.
#pragma once
#include "value/node/access.hpp"

#include <cstdint>
#include <cstring>
#include <string_view>

namespace wf::node {

/// The two words of a handle.
struct Words {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
};

template <class Word>
std::uint64_t load(const char* at) {
    Word word{};
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// The handle of a text of at most inline_text_max bytes. Overlapping loads instead of a copy loop:
/// this runs for every literal key that is looked up.
inline Words pack_short_text(std::string_view text) {
    const std::size_t size = text.size();
    const char* at = text.data();
    Words words{0, (std::uint64_t{size} << 48U) | ValueAccess::tag_word(Kind::string)};
    if (size > 8) {
        words.low = load<std::uint64_t>(at);
        words.high |= load<std::uint64_t>(at + size - 8) >> (8 * (16 - size));
    } else if (size >= 4) {
        words.low = load<std::uint32_t>(at) | load<std::uint32_t>(at + size - 4)
                                                  << (8 * (size - 4));
    } else if (size > 0) {
        words.low = load<std::uint8_t>(at) | load<std::uint8_t>(at + size / 2) << (8 * (size / 2)) |
                    load<std::uint8_t>(at + size - 1) << (8 * (size - 1));
    }
    return words;
}

/// A text as a dict looks for it: the words of an inline handle if it is short, else the length
/// word.
struct TextKey {
    explicit TextKey(std::string_view key) : text(key), is_short(key.size() <= inline_text_max) {
        if (is_short)
            words = pack_short_text(key);
        else
            words.high = key.size() | ValueAccess::heap_bit | ValueAccess::tag_word(Kind::string);
    }

    /// From a value of kind string, which must outlive this.
    explicit TextKey(const Value& key)
        : text(key.as_string()),
          is_short(!ValueAccess::on_heap(key)), words{
                                                    ValueAccess::low(key),
                                                    ValueAccess::high(key)} {}

    std::uint64_t hash() const;

    bool matches(const Value& key) const {
        if (ValueAccess::high(key) != words.high) return false;
        return ValueAccess::low(key) == words.low || (!is_short && same_bytes(key));
    }

    std::string_view text;
    bool is_short;
    Words words;

private:
    bool same_bytes(const Value& key) const;
};

std::uint64_t hash_of(const Value& value);

}  // namespace wf::node
