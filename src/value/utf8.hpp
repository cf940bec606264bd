// UTF-8 by code points: what Python's str offers by index. Texts are valid UTF-8 unless said
// otherwise.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wf::utf8 {

inline constexpr char32_t replacement = 0xfffd;
inline constexpr std::size_t npos = std::string_view::npos;

struct CodePoint {
    char32_t value = replacement;
    std::uint8_t length = 1;  ///< bytes it takes; 1 for a byte that begins no valid sequence
    bool valid = false;
};

/// The code point that begins at byte `at` < text.size(). Overlong forms, surrogates and values
/// above U+10FFFF are invalid.
CodePoint decode(std::string_view text, std::size_t at = 0);
void append(std::string& out, char32_t code_point);

bool is_ascii(std::string_view text);
bool is_valid(std::string_view text);
/// Offset of the first byte that is not valid, npos if all is.
std::size_t find_invalid(std::string_view text);
/// A copy in which every invalid byte has become U+FFFD.
std::string replace_invalid(std::string_view text);

/// Number of code points: len() of the text.
std::size_t count(std::string_view text);
/// Byte offset of the code point with this index; text.size() if there are not that many.
std::size_t offset_of(std::string_view text, std::size_t index);
/// Index of the code point that begins at this byte offset.
std::size_t index_of(std::string_view text, std::size_t offset);
/// Code points [first, last) of the text; indexes beyond the end are clipped.
std::string_view slice(std::string_view text, std::size_t first, std::size_t last = npos);

std::u32string decode_all(std::string_view text);
std::string encode_all(std::u32string_view code_points);

}  // namespace wf::utf8
