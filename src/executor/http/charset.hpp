// Bodies in other encodings than UTF-8.
#pragma once
#include <string>
#include <string_view>

namespace wf::http {

/// Encoding that a Content-Type names, as Python's requests finds it: its charset parameter, else
/// "ISO-8859-1" for text, "utf-8" for JSON, else empty.
std::string charset_of(std::string_view content_type);

/// `bytes` as UTF-8. What is invalid becomes U+FFFD; an unknown charset is taken for UTF-8, and an
/// empty one is guessed by the byte order mark.
std::string to_utf8(std::string_view bytes, std::string_view charset);

}  // namespace wf::http
