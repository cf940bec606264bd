#include "value/node/hash.hpp"

#include "value/big_integer.hpp"

#include <sys/auxv.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace wf::node {
namespace {

using Access = ValueAccess;

/// Levels of nesting that count: what the native stack needs stays bounded. Deeper differences are
/// left to ==, at a price: such keys collide.
constexpr int levels_max = 500;

/// 16 random bytes that the kernel hands to every process.
const std::array<std::uint64_t, 2>& seeds() {
    static const std::array<std::uint64_t, 2> drawn = [] {
        std::array<std::uint64_t, 2> words{0x9e3779b97f4a7c15ULL, 0xd1b54a32d192ed03ULL};
        if (const unsigned long at = getauxval(AT_RANDOM); at != 0)
            std::memcpy(words.data(), std::bit_cast<const void*>(at), sizeof words);
        return words;
    }();
    return drawn;
}

/// Both halves of the 128-bit product folded: every input bit reaches every output bit.
std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

constexpr std::uint64_t odd = 0xa0761d6478bd642fULL;

std::uint64_t hash_words(std::uint64_t low, std::uint64_t high) {
    const auto& seed = seeds();
    return mix(mix(low ^ seed[0], high ^ seed[1]) ^ odd, odd);
}

/// For texts of more than 14 bytes, 16 at a time; the last step overlaps.
std::uint64_t hash_long_text(std::string_view text) {
    const auto& seed = seeds();
    const char* at = text.data();
    const char* end = at + text.size();
    std::uint64_t state = seed[0] ^ text.size();
    for (; end - at > 16; at += 16)
        state = mix(load<std::uint64_t>(at) ^ seed[1], load<std::uint64_t>(at + 8) ^ state);
    const char* last = end - std::min<std::ptrdiff_t>(16, end - text.data());
    state = mix(load<std::uint64_t>(last) ^ seed[1], load<std::uint64_t>(end - 8) ^ state);
    return mix(state ^ odd, odd);
}

constexpr std::uint64_t integer_word = Access::tag_word(Kind::integer);

std::uint64_t hash_integer(std::int64_t number) {
    return hash_words(static_cast<std::uint64_t>(number), integer_word);
}

std::uint64_t hash_big(const BigInteger& number) {
    std::uint64_t state = number.is_negative() ? 1 : 2;
    const auto& limbs = number.number().backend();
    for (unsigned i = 0; i < limbs.size(); ++i) state = hash_words(limbs.limbs()[i], state);
    return state;
}

/// A whole double hashes as the integer that equals it.
std::uint64_t hash_double(double number) {
    if (!std::isfinite(number) || std::trunc(number) != number)
        return hash_words(std::bit_cast<std::uint64_t>(number), Access::tag_word(Kind::floating));
    if (number >= -0x1p63 && number < 0x1p63)
        return hash_integer(static_cast<std::int64_t>(number));
    return hash_big(BigInteger::from_double(number));
}

std::uint64_t hash_datetime(const DateTime& at) {
    const std::int64_t offset_us = at.aware ? std::int64_t{at.offset_seconds} * 1'000'000 : 0;
    return hash_words(
        static_cast<std::uint64_t>(at.local_us - offset_us), Access::tag_word(Kind::datetime)
    );
}

std::uint64_t hash_nested(const Value& value, int levels);

std::uint64_t hash_container(const Value& value, int levels) {
    // The order of dicts and sets does not count, hence the sum.
    std::uint64_t state = value.size();
    if (levels == 0) return hash_words(state, Access::tag_word(value.kind()));
    if (value.is_dict()) {
        for (const Member& member : value.members())
            state +=
                mix(hash_nested(member.key, levels - 1),
                    hash_nested(member.value, levels - 1) ^ odd);
    } else if (value.is_list()) {
        for (const Value& item : value.items())
            state = mix(state ^ odd, hash_nested(item, levels - 1));
    } else {
        for (const Value& item : value.items()) state += hash_nested(item, levels - 1);
    }
    return hash_words(state, Access::tag_word(value.kind()));
}

std::uint64_t hash_nested(const Value& value, int levels) {
    switch (value.kind()) {
    case Kind::string: return TextKey{value}.hash();
    case Kind::boolean:
    case Kind::integer: return hash_integer(static_cast<std::int64_t>(Access::low(value)));
    case Kind::floating: return hash_double(value.as_double());
    case Kind::big_integer: return hash_big(value.as_big_integer());
    case Kind::datetime: return hash_datetime(value.as_datetime());
    case Kind::null:
    case Kind::timespan:
    case Kind::opaque: return hash_words(Access::low(value), Access::high(value));
    case Kind::list:
    case Kind::dict:
    case Kind::set: return hash_container(value, levels);
    }
    return 0;
}

}  // namespace

std::uint64_t TextKey::hash() const {
    return is_short ? hash_words(words.low, words.high) : hash_long_text(text);
}

bool TextKey::same_bytes(const Value& key) const {
    return std::memcmp(key.as_string().data(), text.data(), text.size()) == 0;
}

std::uint64_t hash_of(const Value& value) {
    return hash_nested(value, levels_max);
}

}  // namespace wf::node

namespace wf {

std::size_t hash_value(const Value& value) {
    return node::hash_of(value);
}

}  // namespace wf
