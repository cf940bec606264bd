// Percent-encoding of URLs.
#pragma once
#include <string>
#include <string_view>

namespace wf::http {

/// Decodes %XX; a '%' without two hex digits stays as it is. `plus_is_blank` for query strings.
enum class Plus : unsigned char { literal, blank };
std::string percent_decode(std::string_view text, Plus plus = Plus::literal);

}  // namespace wf::http
