// str.isprintable() of CPython 3.11, which decides what repr() shows as it is.
#include "value/python_text.hpp"

#include <utf8proc.h>

#include <algorithm>

namespace wf {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

/// Printable characters that utf8proc 2.8 (Unicode 15) knows and CPython 3.11 (Unicode 14) does
/// not.
constexpr Range newer_than_python[] = {
    {0xcf3, 0xcf3},     {0xece, 0xece},     {0x10efd, 0x10eff}, {0x1123f, 0x11241},
    {0x11b00, 0x11b09}, {0x11f00, 0x11f10}, {0x11f12, 0x11f3a}, {0x11f3e, 0x11f59},
    {0x1342f, 0x1342f}, {0x13440, 0x13455}, {0x1b132, 0x1b132}, {0x1b155, 0x1b155},
    {0x1d2c0, 0x1d2d3}, {0x1df25, 0x1df2a}, {0x1e030, 0x1e06d}, {0x1e08f, 0x1e08f},
    {0x1e4d0, 0x1e4f9}, {0x1f6dc, 0x1f6dc}, {0x1f774, 0x1f776}, {0x1f77b, 0x1f77f},
    {0x1f7d9, 0x1f7d9}, {0x1fa75, 0x1fa77}, {0x1fa87, 0x1fa88}, {0x1faad, 0x1faaf},
    {0x1fabb, 0x1fabd}, {0x1fabf, 0x1fabf}, {0x1face, 0x1facf}, {0x1fada, 0x1fadb},
    {0x1fae8, 0x1fae8}, {0x1faf7, 0x1faf8}, {0x2b739, 0x2b739}, {0x31350, 0x323af},
};
static_assert(std::ranges::is_sorted(newer_than_python, {}, &Range::first));

bool is_newer_than_python(char32_t code_point) {
    const auto* after = std::ranges::upper_bound(newer_than_python, code_point, {}, &Range::first);
    return after != std::begin(newer_than_python) && code_point <= (after - 1)->last;
}

}  // namespace

bool is_printable(char32_t code_point) {
    if (code_point < 0x7f) return code_point >= ' ';
    // Everything but the categories Other (C*) and Separator (Z*).
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return false;
    default: return !is_newer_than_python(code_point);
    }
}

}  // namespace wf
