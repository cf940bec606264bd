#include "lang/yaml/disguise.hpp"

#include <bitset>
#include <cstddef>

namespace wf::lang::yaml {
namespace {

constexpr std::string_view disabled = "*&@";

// The private-use area of the basic plane; each of its characters takes three bytes.
constexpr char32_t private_first = 0xE000;
constexpr std::size_t private_count = 0xF900 - 0xE000;

using Used = std::bitset<private_count>;

unsigned byte_at(std::string_view text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
}

// The private-use character at `i`, 0 if there is another one.
char32_t private_at(std::string_view text, std::size_t i) {
    if (i + 2 >= text.size() || (byte_at(text, i) != 0xEE && byte_at(text, i) != 0xEF)) return 0;
    const char32_t c = ((byte_at(text, i) & 0x0FU) << 12U) |
                       ((byte_at(text, i + 1) & 0x3FU) << 6U) | (byte_at(text, i + 2) & 0x3FU);
    return c >= private_first && c < private_first + private_count ? c : 0;
}

Used characters_used(std::string_view text) {
    Used used;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (const char32_t c = private_at(text, i); c != 0) used.set(c - private_first);
    }
    return used;
}

void append_utf8(std::string& out, char32_t c) {
    out += static_cast<char>(0xE0U | (c >> 12U));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
}

}  // namespace

std::optional<Disguise> Disguise::of(std::string_view text) {
    Disguise made;
    made.original_ = text;
    if (text.find_first_of(disabled) == std::string_view::npos) return made;

    const Used used = characters_used(text);
    std::size_t found = 0;
    for (std::size_t i = 0; i < private_count && found < made.masks_.size(); ++i) {
        if (!used.test(i)) made.masks_[found++] = private_first + static_cast<char32_t>(i);
    }
    if (found < made.masks_.size()) return std::nullopt;

    made.changed_ = true;
    made.disguised_.reserve(text.size() + text.size() / 16);
    for (const char c : text) {
        const std::size_t which = disabled.find(c);
        if (which == std::string_view::npos) {
            made.disguised_ += c;
        } else {
            append_utf8(made.disguised_, made.masks_[which]);
        }
    }
    return made;
}

std::string Disguise::restore(std::string_view scalar) const {
    std::string out;
    out.reserve(scalar.size());
    for (std::size_t i = 0; i < scalar.size();) {
        const char32_t c = private_at(scalar, i);
        std::size_t which = 0;
        while (which < masks_.size() && masks_[which] != c) ++which;
        if (c != 0 && which < masks_.size()) {
            out += disabled[which];
            i += 3;
        } else {
            out += scalar[i++];
        }
    }
    return out;
}

}  // namespace wf::lang::yaml
