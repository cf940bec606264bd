// Functions of texts: case, blanks, parts, positions.
#include "expr/functions/families.hpp"
#include "expr/runtime/text_search.hpp"
#include "expr/runtime/unicode.hpp"

#include <algorithm>
#include <string>

namespace wf::expr::functions {
namespace {

using unicode::Side;

Value length(Call& call) {
    return static_cast<std::int64_t>(unicode::length(call[0].as_string()));
}

Value to_upper(Call& call) {
    call.budget().charge(call[0].as_string().size() * 3);
    return unicode::upper(call[0].as_string());
}

Value to_lower(Call& call) {
    call.budget().charge(call[0].as_string().size() * 3);
    return unicode::lower(call[0].as_string());
}

Value to_char_array(Call& call) {
    const std::string_view text = call[0].as_string();
    call.budget().charge(text.size() * sizeof(Value));
    std::vector<Value> letters;
    for (std::size_t at = 0; at < text.size(); at += unicode::width(text[at]))
        letters.emplace_back(text.substr(at, unicode::width(text[at])));
    return Value::list(std::move(letters));
}

std::string_view stripped(std::string_view text, const Value& chars, Side side) {
    return chars.is_null() ? unicode::strip(text, side)
                           : unicode::strip(text, chars.as_string(), side);
}

Value trim(Call& call) {
    return stripped(call[0].as_string(), call[1], Side::both);
}

Value trim_left(Call& call) {
    return stripped(call[0].as_string(), call[1], Side::left);
}

Value trim_right(Call& call) {
    return stripped(call[0].as_string(), call[1], Side::right);
}

Value norm(Call& call) {
    if (call[0].is_null()) return nullptr;
    const std::string_view text = stripped(call[0].as_string(), call[1], Side::both);
    if (text.empty()) return nullptr;
    return text;
}

Value is_empty(Call& call) {
    if (call[0].is_null()) return true;
    const std::string_view text = call[0].as_string();
    return (call.boolean(1) ? stripped(text, call[2], Side::both) : text).empty();
}

Value starts_with(Call& call) {
    return std::ranges::any_of(call.rest(), [&](const Value& prefix) {
        return call[0].as_string().starts_with(prefix.as_string());
    });
}

Value ends_with(Call& call) {
    return std::ranges::any_of(call.rest(), [&](const Value& suffix) {
        return call[0].as_string().ends_with(suffix.as_string());
    });
}

Value concat(Call& call) {
    std::string whole;
    for (const Value& part : call.rest()) {
        call.budget().charge(part.as_string().size());
        whole += part.as_string();
    }
    return whole;
}

// A position as Python's slices take it: still negative after adding the length means below the
// start.
std::int64_t slice_position(std::int64_t position, std::int64_t length) {
    if (position < 0) position += length;
    return std::clamp<std::int64_t>(position, 0, length);
}

Value substring(Call& call) {
    const std::string_view text = call[0].as_string();
    const auto size = static_cast<std::int64_t>(unicode::length(text));
    std::int64_t start = call.position(1);
    if (start < 0) start += size;
    std::int64_t length = call.position(2);
    if (length < 0) length = size;
    std::int64_t stop = 0;
    if (__builtin_add_overflow(start, length, &stop)) stop = size;
    const std::int64_t first = slice_position(start, size);
    const std::int64_t last = slice_position(stop, size);
    return unicode::slice(text, static_cast<std::size_t>(first), static_cast<std::size_t>(last));
}

enum class Search : std::uint8_t { first, last };

Value position_in(Call& call, bool has_length, Search search) {
    const std::string_view text = call[0].as_string();
    const auto size = static_cast<std::int64_t>(unicode::length(text));
    std::int64_t start = call.position(2);
    if (start < 0) start += size;
    std::int64_t stop = size;
    if (has_length) {
        const std::int64_t length = call.position(3);
        if (length >= 0 && __builtin_add_overflow(start, length, &stop)) stop = size;
    }
    const std::int64_t first = slice_position(start, size);
    const std::int64_t last = slice_position(stop, size);
    // Python finds not even the empty text behind the end.
    if (start > size || first > last) return -1;
    const std::string_view part =
        unicode::slice(text, static_cast<std::size_t>(first), static_cast<std::size_t>(last));
    const std::string_view wanted = call[1].as_string();
    const std::size_t found =
        search == Search::first ? find_text(part, wanted) : find_last_text(part, wanted);
    if (found == std::string_view::npos) return -1;
    return first + static_cast<std::int64_t>(unicode::length(part.substr(0, found)));
}

Value index_of(Call& call) {
    return position_in(call, false, Search::first);
}

Value index_of_within(Call& call) {
    return position_in(call, true, Search::first);
}

Value last_index_of(Call& call) {
    return position_in(call, false, Search::last);
}

Value last_index_of_within(Call& call) {
    return position_in(call, true, Search::last);
}

Value escape_regex(Call& call) {
    constexpr std::string_view special = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f";
    call.budget().charge(call[0].as_string().size() * 2);
    std::string escaped;
    for (const char c : call[0].as_string()) {
        if (special.find(c) != std::string_view::npos) escaped.push_back('\\');
        escaped.push_back(c);
    }
    return escaped;
}

constexpr FunctionRow rows[] = {
    {"len", Forms::both, "string: string", "Number of characters.", length, {{"'äb'.len()", "2"}}},
    {"toUpper",
     Forms::method,
     "string: string",
     "Upper case.",
     to_upper,
     {{"ab.toUpper()", "\"AB\""}}},
    {"toLower",
     Forms::method,
     "string: string",
     "Lower case.",
     to_lower,
     {{"AB.toLower()", "\"ab\""}}},
    {"toCharArray",
     Forms::method,
     "string: string",
     "List of the characters.",
     to_char_array,
     {{"ab.toCharArray()", "[\"a\", \"b\"]"}}},
    {"trim",
     Forms::method,
     "string: string, chars: string? = null",
     "Without blanks, or the given characters, at both ends.",
     trim,
     {{"' a '.trim()", "\"a\""}}},
    {"trimLeft",
     Forms::method,
     "string: string, chars: string? = null",
     "As trim, at the start only.",
     trim_left,
     {{"' a '.trimLeft()", "\"a \""}}},
    {"trimRight",
     Forms::method,
     "string: string, chars: string? = null",
     "As trim, at the end only.",
     trim_right,
     {{"' a '.trimRight()", "\" a\""}}},
    {"norm",
     Forms::both,
     "string: string?, chars: string? = null",
     "The trimmed text; null if nothing is left.",
     norm,
     {{"norm(' ')", "null"}, {"norm(' a ')", "\"a\""}}},
    {"isEmpty",
     Forms::both,
     "string: string?, trim: bool = true, chars: string? = null",
     "Whether the text is null or empty, after trimming.",
     is_empty,
     {{"isEmpty(' ')", "true"}}},
    {"startsWith",
     Forms::method,
     "string: string, *prefixes: string",
     "Whether one of the prefixes fits.",
     starts_with,
     {{"abc.startsWith(x, ab)", "true"}}},
    {"endsWith",
     Forms::method,
     "string: string, *suffixes: string",
     "Whether one of the suffixes fits.",
     ends_with,
     {{"abc.endsWith(bc)", "true"}}},
    {"concat",
     Forms::function,
     "*args: string",
     "The texts one after the other.",
     concat,
     {{"concat(a, b)", "\"ab\""}}},
    {"substring",
     Forms::method,
     "string: string, start: int*, length: int* = -1",
     "Part of the text; a negative start counts from the end, a negative length means up to the "
     "end.",
     substring,
     {{"abcd.substring(1, 2)", "\"bc\""}, {"abcd.substring(-2)", "\"cd\""}}},
    {"indexOf",
     Forms::method,
     "string: string, sub: string, start: int* = 0",
     "First position of a text at or after start, else -1.",
     index_of,
     {{"abcb.indexOf(b)", "1"}}},
    {"indexOf",
     Forms::method,
     "string: string, sub: string, start: int*, length: int*",
     "First position of a text within start and start + length, else -1.",
     index_of_within,
     {{"abcb.indexOf(b, 2, 2)", "3"}}},
    {"lastIndexOf",
     Forms::method,
     "string: string, sub: string, start: int* = 0",
     "Last position of a text at or after start, else -1.",
     last_index_of,
     {{"abcb.lastIndexOf(b)", "3"}}},
    {"lastIndexOf",
     Forms::method,
     "string: string, sub: string, start: int*, length: int*",
     "Last position of a text within start and start + length, else -1.",
     last_index_of_within,
     {{"abcb.lastIndexOf(b, 0, 3)", "1"}}},
    {"escapeRegex",
     Forms::function,
     "string: string",
     "The text with a backslash before what is special in regular expressions.",
     escape_regex,
     {{"escapeRegex('a.b')", "\"a\\\\.b\""}}},
};

}  // namespace

std::span<const FunctionRow> strings() {
    return rows;
}

}  // namespace wf::expr::functions
