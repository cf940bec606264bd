#include "base/id.hpp"

#include <cstring>

namespace wf {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

void store_big_endian(std::uint8_t* at, std::uint64_t value, int width) {
    for (int i = width - 1; i >= 0; --i) {
        at[i] = static_cast<std::uint8_t>(value & 0xffU);
        value >>= 8U;
    }
}

std::optional<std::uint8_t> hex_value(char c) {
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
    return std::nullopt;
}

constexpr bool is_dash_position(std::size_t i) {
    return i == 8 || i == 13 || i == 18 || i == 23;
}

}  // namespace

Id make_root_id(Instant now, std::uint32_t shard, std::uint32_t random) {
    Id id;
    store_big_endian(id.bytes.data(), static_cast<std::uint64_t>(now.ms), 6);
    store_big_endian(id.bytes.data() + 6, 0x7000U | (shard & 0xfffU), 2);
    store_big_endian(id.bytes.data() + 8, 0x80000000U | (random & 0x3fffffffU), 4);
    return id;
}

Id child_id(const Id& any, std::uint32_t seq) {
    Id id = any;
    store_big_endian(id.bytes.data() + 12, seq, 4);
    return id;
}

std::uint32_t seq_of(const Id& id) {
    return static_cast<std::uint32_t>(id.bytes[12]) << 24U |
           static_cast<std::uint32_t>(id.bytes[13]) << 16U |
           static_cast<std::uint32_t>(id.bytes[14]) << 8U |
           static_cast<std::uint32_t>(id.bytes[15]);
}

Id root_of(const Id& id) {
    return child_id(id, 0);
}

Id last_of(const Id& id) {
    return child_id(id, 0xffffffffU);
}

std::uint32_t shard_of(const Id& id) {
    return (static_cast<std::uint32_t>(id.bytes[6]) & 0x0fU) << 8U |
           static_cast<std::uint32_t>(id.bytes[7]);
}

std::uint32_t shard_of_text(std::string_view text) {
    std::uint32_t hash =
        2'166'136'261U;  // FNV-1a: stable over processes and versions, unlike std::hash
    for (const char c : text) hash = (hash ^ static_cast<std::uint8_t>(c)) * 16'777'619U;
    return (hash ^ hash >> 12U ^ hash >> 24U) & 0xfffU;
}

void append_text(std::string& out, const Id& id) {
    std::array<char, 36> text{};
    std::size_t at = 0;
    for (const std::uint8_t byte : id.bytes) {
        if (is_dash_position(at)) text[at++] = '-';
        text[at++] = hex_digits[byte >> 4U];
        text[at++] = hex_digits[byte & 0xfU];
    }
    out.append(text.data(), text.size());
}

std::string to_text(const Id& id) {
    std::string text;
    append_text(text, id);
    return text;
}

std::optional<Id> parse_id(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    Id id;
    std::size_t byte = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (is_dash_position(i)) {
            if (text[i] != '-') return std::nullopt;
            ++i;
            continue;
        }
        const auto high = hex_value(text[i]);
        const auto low = hex_value(text[i + 1]);
        if (!high || !low) return std::nullopt;
        id.bytes[byte++] = static_cast<std::uint8_t>(*high << 4U | *low);
        i += 2;
    }
    return id;
}

Id make_random_id(std::uint64_t high, std::uint64_t low) {
    Id id;
    store_big_endian(id.bytes.data(), (high & ~0xf000ULL) | 0x4000ULL, 8);
    store_big_endian(id.bytes.data() + 8, (low & ~(3ULL << 62U)) | (2ULL << 62U), 8);
    return id;
}

}  // namespace wf

std::size_t std::hash<wf::Id>::operator()(const wf::Id& id) const noexcept {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    std::memcpy(&high, id.bytes.data(), 8);
    std::memcpy(&low, id.bytes.data() + 8, 8);
    std::uint64_t mixed = (high ^ low * 0x9e3779b97f4a7c15ULL);
    mixed ^= mixed >> 32U;
    return mixed * 0xd6e8feb86659fd93ULL;
}
