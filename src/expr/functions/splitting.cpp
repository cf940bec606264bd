// Functions that take texts apart and put them together: split, join, replace, characters.
#include "expr/functions/families.hpp"
#include "expr/runtime/iterator.hpp"
#include "expr/runtime/text.hpp"
#include "expr/runtime/text_search.hpp"
#include "expr/runtime/unicode.hpp"

#include <algorithm>
#include <string>

namespace wf::expr::functions {
namespace {

using unicode::Side;

// Every part is charged: splitting multiplies the memory of a text.
void push(Call& call, std::vector<Value>& parts, std::string_view part) {
    call.budget().step();
    call.budget().charge(sizeof(Value) + part.size());
    parts.emplace_back(part);
}

std::size_t blank_run(std::string_view text, bool blanks) {
    std::size_t position = 0;
    while (position < text.size()) {
        std::size_t next = position;
        if (unicode::is_space(unicode::decode(text, next)) != blanks) break;
        position = next;
    }
    return position;
}

std::vector<Value> split_at_blanks(Call& call, std::string_view text, std::int64_t cuts) {
    std::vector<Value> parts;
    text.remove_prefix(blank_run(text, true));
    while (!text.empty()) {
        if (cuts-- == 0) {
            push(call, parts, text);
            break;
        }
        const std::size_t stop = blank_run(text, false);
        push(call, parts, text.substr(0, stop));
        text.remove_prefix(stop);
        text.remove_prefix(blank_run(text, true));
    }
    return parts;
}

// Length of the run of (non-)blanks at the end.
std::size_t last_run(std::string_view text, bool blanks) {
    std::size_t length = 0;
    while (length < text.size()) {
        std::size_t start = text.size() - length - 1;
        while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80) --start;
        std::size_t next = start;
        if (unicode::is_space(unicode::decode(text, next)) != blanks) break;
        length = text.size() - start;
    }
    return length;
}

std::vector<Value> right_split_at_blanks(Call& call, std::string_view text, std::int64_t cuts) {
    std::vector<Value> parts;
    text.remove_suffix(last_run(text, true));
    while (!text.empty()) {
        if (cuts-- == 0) {
            push(call, parts, text);
            break;
        }
        const std::size_t length = last_run(text, false);
        push(call, parts, text.substr(text.size() - length));
        text.remove_suffix(length);
        text.remove_suffix(last_run(text, true));
    }
    std::ranges::reverse(parts);
    return parts;
}

std::string_view separator_of(const Value& separator) {
    if (separator.as_string().empty()) raise_value("empty separator");
    return separator.as_string();
}

Value split(Call& call) {
    std::string_view text = call[0].as_string();
    std::int64_t cuts = call.integer(2);
    if (call[1].is_null()) return Value::list(split_at_blanks(call, text, cuts), ListFlavor::fresh);
    const std::string_view separator = separator_of(call[1]);
    std::vector<Value> parts;
    for (; cuts != 0; --cuts) {
        const std::size_t found = find_text(text, separator);
        if (found == std::string_view::npos) break;
        push(call, parts, text.substr(0, found));
        text.remove_prefix(found + separator.size());
    }
    push(call, parts, text);
    return Value::list(std::move(parts), ListFlavor::fresh);
}

Value right_split(Call& call) {
    std::string_view text = call[0].as_string();
    std::int64_t cuts = call.integer(2);
    if (call[1].is_null())
        return Value::list(right_split_at_blanks(call, text, cuts), ListFlavor::fresh);
    const std::string_view separator = separator_of(call[1]);
    std::vector<Value> parts;
    for (; cuts != 0; --cuts) {
        const std::size_t found = find_last_text(text, separator);
        if (found == std::string_view::npos) break;
        push(call, parts, text.substr(found + separator.size()));
        text = text.substr(0, found);
    }
    push(call, parts, text);
    std::ranges::reverse(parts);
    return Value::list(std::move(parts), ListFlavor::fresh);
}

Value joined(Call& call, std::string_view separator, const Value& collection) {
    std::string whole;
    bool first = true;
    Cursor cursor(call.context(), collection);
    for (Value item; cursor.next(item); first = false) {
        call.budget().step();
        if (!first) whole += separator;
        const std::size_t before = whole.size();
        if (item.is_string())
            whole += item.as_string();
        else
            whole += yaql_str(call.context(), item);
        call.budget().charge(separator.size() + whole.size() - before);
    }
    return whole;
}

Value join_by_separator(Call& call) {
    return joined(call, call[0].as_string(), call[1]);
}

Value join_items(Call& call) {
    return joined(call, call[1].as_string(), call[0]);
}

// An empty `from` matches between all characters.
std::string replaced(
    Call& call,
    std::string_view text,
    std::string_view from,
    std::string_view to,
    std::int64_t count
) {
    std::string out;
    std::size_t position = 0;
    while (count != 0) {
        const std::size_t found = from.empty() ? position : find_text(text, from, position);
        if (found == std::string_view::npos) break;
        call.budget().step();
        call.budget().charge(found - position + to.size());
        out += text.substr(position, found - position);
        out += to;
        position = found + from.size();
        --count;
        if (!from.empty()) continue;
        if (position >= text.size()) return out;
        const std::size_t width = unicode::width(text[position]);
        out += text.substr(position, width);
        position += width;
    }
    out += text.substr(position);
    return out;
}

Value replace(Call& call) {
    return replaced(
        call, call[0].as_string(), call[1].as_string(), call[2].as_string(), call.integer(3)
    );
}

Value replace_by_map(Call& call) {
    std::string text = call[0].to_string();
    for (const Member& member : call[1].members()) {
        const std::string from = yaql_str(call.context(), member.key);
        const std::string to = yaql_str(call.context(), member.value);
        text = replaced(call, text, from, to, call.integer(2));
    }
    return text;
}

constexpr std::string_view digits = "0123456789";
constexpr std::string_view lowercase = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
constexpr std::string_view whitespace = " \t\n\r\v\f";

// In the order of the parameters of characters(); the empty ones do not exist any more in Python.
constexpr std::string_view classes[][5] = {
    {digits},
    {digits, "abcdef", "ABCDEF"},
    {lowercase},
    {uppercase},
    {lowercase, uppercase},
    {},
    {"01234567"},
    {punctuation},
    {digits, lowercase, uppercase, punctuation, whitespace},
    {},
    {},
    {whitespace},
};

Value characters(Call& call) {
    std::vector<Value> letters;
    for (std::size_t i = 0; i < std::size(classes); ++i) {
        if (!call.boolean(i)) continue;
        if (classes[i][0].empty())
            raise(
                "AttributeError",
                "module 'string' has no attribute '" + call.function().parameters[i].name + "'"
            );
        for (const std::string_view part : classes[i])
            for (const char& letter : part) letters.emplace_back(std::string_view{&letter, 1});
    }
    const Value distinct = Value::set(std::move(letters));
    return Value::list({distinct.items().begin(), distinct.items().end()});
}

constexpr FunctionRow rows[] = {
    {"split",
     Forms::method,
     "string: string, separator: string? = null, maxSplits: int* = -1",
     "The parts between separators; without one, between runs of blanks.",
     split,
     {{"'a,b'.split(',')", "[\"a\", \"b\"]"}, {"' a  b '.split()", "[\"a\", \"b\"]"}}},
    {"rightSplit",
     Forms::method,
     "string: string, separator: string? = null, maxSplits: int* = -1",
     "As split, counted from the right.",
     right_split,
     {{"'a,b,c'.rightSplit(',', 1)", "[\"a,b\", \"c\"]"}}},
    {"join",
     Forms::method,
     "separator: string, sequence: collection",
     "Text of the items with the separator between them.",
     join_by_separator,
     {{"', '.join([1, a])", "\"1, a\""}}},
    {"join",
     Forms::method,
     "sequence: collection, separator: string",
     "Text of the items with the separator between them.",
     join_items,
     {{"[1, a].join('-')", "\"1-a\""}}},
    {"replace",
     Forms::method,
     "string: string, old: string, new: string, count: int* = -1",
     "The text with one text replaced by another.",
     replace,
     {{"abcb.replace(b, x)", "\"axcx\""}}},
    {"replace",
     Forms::method,
     "string: string, replacements: map, count: int* = -1",
     "The text with every key of the map replaced by its value.",
     replace_by_map,
     {{"abc.replace({a => 1, c => 2})", "\"1b2\""}}},
    {"characters",
     Forms::function,
     "digits: bool? = false, hexdigits: bool? = false, asciiLowercase: bool? = false, "
     "asciiUppercase: bool? = false, asciiLetters: bool? = false, letters: bool? = false, "
     "octdigits: bool? = false, punctuation: bool? = false, printable: bool? = false, "
     "lowercase: bool? = false, uppercase: bool? = false, whitespace: bool? = false",
     "The distinct characters of the chosen classes.",
     characters,
     {{"characters(digits => true).len()", "10"}}},
};

}  // namespace

std::span<const FunctionRow> splitting() {
    return rows;
}

}  // namespace wf::expr::functions
