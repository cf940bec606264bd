#include "lang/text/names.hpp"

#include "lang/statement/call_text.hpp"

#include <algorithm>

namespace wf::lang {
namespace {

void erase_all(std::string& text, std::string_view part) {
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at)) {
        text.erase(at, part.size());
    }
}

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace

std::size_t character_count(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

bool is_uuid_like(std::string_view name) {
    constexpr std::size_t digits = 32;
    constexpr std::size_t longest = 64;  // with all that is disregarded
    if (name.size() < digits || name.size() > longest) return false;
    std::string text{name};
    erase_all(text, "urn:");
    erase_all(text, "uuid:");
    while (!text.empty() && (text.front() == '{' || text.front() == '}')) text.erase(0, 1);
    while (!text.empty() && (text.back() == '{' || text.back() == '}')) text.pop_back();
    erase_all(text, "-");
    return text.size() == digits && std::ranges::all_of(text, is_hex);
}

bool is_member_name(std::string_view name) {
    return !name.empty() && name != "version" &&
           std::ranges::all_of(name, [](char c) { return is_word_character(c) || c == '-'; });
}

std::optional<std::string> problem_of_stored_name(std::string_view name) {
    if (name.find(' ') != std::string_view::npos) {
        return "Name '" + std::string{name} + "' must not contain spaces";
    }
    if (character_count(name) > name_length_max) {
        return "The length of the name '" + std::string{name} + "' must not exceed 255 symbols";
    }
    return std::nullopt;
}

}  // namespace wf::lang
