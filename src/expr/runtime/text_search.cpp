#include "expr/runtime/text_search.hpp"

#include <algorithm>
#include <cstring>
#include <string>

namespace wf::expr {
namespace {

// Shorter ones cost at most so many comparisons per position, and the library is fast for them.
constexpr std::size_t short_max = 16;
constexpr std::size_t window_min = 1U << 16U;

std::string reversed(std::string_view text) {
    return {text.rbegin(), text.rend()};
}

// memmem is linear (two-way), unlike the find of the C++ library.
std::size_t find_linear(std::string_view text, std::string_view wanted) {
    if (wanted.size() > text.size()) return std::string_view::npos;  // an empty text may be null
    const void* found = memmem(text.data(), text.size(), wanted.data(), wanted.size());
    if (found == nullptr) return std::string_view::npos;
    return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace

std::size_t find_text(std::string_view text, std::string_view wanted, std::size_t from) {
    if (wanted.size() <= short_max || from > text.size()) return text.find(wanted, from);
    const std::size_t found = find_linear(text.substr(from), wanted);
    return found == std::string_view::npos ? found : from + found;
}

// There is no memrmem: windows are searched backwards from the end, so that the cost depends on the
// distance to the occurrence and not on the whole text.
std::size_t find_last_text(std::string_view text, std::string_view wanted) {
    if (wanted.size() <= short_max) return text.rfind(wanted);
    const std::string backwards = reversed(wanted);
    const std::size_t window = std::max(2 * wanted.size(), window_min);
    for (std::size_t end = text.size(); end >= wanted.size();) {
        const std::size_t begin = end - std::min(end, window);
        const std::string part = reversed(text.substr(begin, end - begin));
        const std::size_t found = find_linear(part, backwards);
        if (found != std::string_view::npos) return end - found - wanted.size();
        if (begin == 0) break;
        end = begin + wanted.size() - 1;
    }
    return std::string_view::npos;
}

}  // namespace wf::expr
