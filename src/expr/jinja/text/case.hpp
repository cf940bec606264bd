// Case of texts beyond plain lower and upper, and classes of whole texts, as Python's str methods
// have them.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace wf::expr::jinja {

std::string capitalized(std::string_view text);
std::string swapped_case(std::string_view text);
std::string folded_case(std::string_view text);
/// str.title(): every run of letters starts with an upper one.
std::string titled(std::string_view text);

bool is_upper(char32_t code);
bool is_lower(char32_t code);
bool is_cased(char32_t code);
bool is_digit(char32_t code);    ///< str.isdigit
bool is_numeric(char32_t code);  ///< str.isnumeric
bool is_printable(char32_t code);

}  // namespace wf::expr::jinja
