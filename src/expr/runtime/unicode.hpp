// UTF-8 texts as Python's str: code points, classes of characters, case.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wf::expr::unicode {

/// Reads the code point at `position` and moves behind it; malformed bytes read as U+FFFD, one at a
/// time.
char32_t decode(std::string_view text, std::size_t& position);
void append(std::string& out, char32_t code_point);

bool is_ascii(std::string_view text);
/// Number of code points.
std::size_t length(std::string_view text);
/// Byte offset of the code point with this index; the text's size if there are fewer.
std::size_t offset_of(std::string_view text, std::size_t index);
/// Code points [start, stop).
std::string_view slice(std::string_view text, std::size_t start, std::size_t stop);

/// Length in bytes of the code point that starts with this byte.
inline std::size_t width(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

bool is_word(char32_t code_point);     ///< \w: letters, digits, other numbers, underscore
bool is_letter(char32_t code_point);   ///< str.isalpha
bool is_decimal(char32_t code_point);  ///< \d: category Nd
bool is_space(char32_t code_point);    ///< str.isspace
/// 0-9 for a decimal digit of any script, else -1.
int digit_value(char32_t code_point);

std::string lower(std::string_view text);
std::string upper(std::string_view text);

enum class Side : std::uint8_t { both, left, right };
/// str.strip: without `chars`, white space.
std::string_view strip(std::string_view text, Side side = Side::both);
std::string_view strip(std::string_view text, std::string_view chars, Side side);

}  // namespace wf::expr::unicode
