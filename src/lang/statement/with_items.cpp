#include "lang/statement/with_items.hpp"

#include "lang/check/shapes.hpp"
#include "lang/statement/call_text.hpp"
#include "value/json.hpp"

#include <algorithm>
#include <string_view>

namespace wf::lang {
namespace {

constexpr std::string_view blanks = " \t\n\r\f\v";

struct Entry {
    std::string_view variable;
    std::string_view source;  // "[…]" or an expression; what follows it does not count
};

void skip_blanks(std::string_view& text) {
    const std::size_t first = text.find_first_not_of(blanks);
    text.remove_prefix(first == std::string_view::npos ? text.size() : first);
}

// The source at the start of `text`, empty if there is none. A list needs something between its
// brackets.
std::string_view source_at(std::string_view text) {
    if (text.starts_with('[')) {
        const std::size_t end = text.substr(0, text.find('\n')).rfind(']');
        if (end == std::string_view::npos || end < 2) return {};
        return text.substr(0, end + 1);
    }
    if (text.starts_with("{%")) return {};
    return text.substr(0, expression_length(text));
}

// VAR in SOURCE. Blanks around `in` may be missing ("iin[1]"), so every "in" of the leading word is
// tried, the longest variable first.
std::optional<Entry> split(std::string_view text) {
    skip_blanks(text);
    std::size_t word = 0;
    while (word < text.size() && (is_word_character(text[word]) || text[word] == '-')) ++word;
    for (std::size_t length = word; length > 0; --length) {
        std::string_view rest = text.substr(length);
        skip_blanks(rest);
        if (!rest.starts_with("in")) continue;
        rest.remove_prefix(2);
        skip_blanks(rest);
        if (const std::string_view source = source_at(rest); !source.empty()) {
            return Entry{text.substr(0, length), source};
        }
    }
    return std::nullopt;
}

void read_entry(const Place& at, Checker& out, std::vector<WithItem>& items) {
    if (!at.node().is_text()) return;
    const auto entry = split(at.node().text());
    if (!entry) {
        out.construction(
            at,
            "Wrong format of 'with-items' property. Please use format 'var in {[some, list] | <% "
            "$.array %> "
            "}: " +
                shown(at.value())
        );
        return;
    }
    Value source{entry->source};
    if (entry->source.starts_with('[')) {
        auto list = parse_json(entry->source);
        if (!list) {
            out.construction(
                at,
                "Invalid array in 'with-items' clause: " + std::string{entry->source} +
                    ", error: " + list.error().message
            );
            return;
        }
        source = *std::move(list);
        for (const Value& item : source.items()) {
            if (item.is_string()) out.expression_text(at, item.as_string());
        }
    } else {
        out.expression_text(at, entry->source);
    }
    auto same = std::ranges::find(items, entry->variable, &WithItem::variable);
    if (same == items.end()) same = items.insert(same, WithItem{std::string{entry->variable}, {}});
    same->source = expr::Template::compile_lenient(source);
}

}  // namespace

void check_with_items(const Place& at, Checker& out) {
    if (at.node().is_mapping()) {
        report_invalid(at, "'var in <% … %>', or a list of such texts", out);
    } else {
        text_or_unique_texts(at, out);
    }
}

std::string_view text_behind_items(std::string_view entry) {
    const auto parts = split(entry);
    if (!parts) return {};
    const auto* const end = parts->source.data() + parts->source.size();
    std::string_view rest = entry.substr(static_cast<std::size_t>(end - entry.data()));
    skip_blanks(rest);
    while (!rest.empty() && blanks.find(rest.back()) != std::string_view::npos) {
        rest.remove_suffix(1);
    }
    return rest;
}

std::vector<WithItem> read_with_items(const Place& at, Checker& out) {
    std::vector<WithItem> items;
    if (at.node().is_text() && !at.node().text().empty()) read_entry(at, out, items);
    for_each_item(at, [&](const Place& item) { read_entry(item, out, items); });
    return items;
}

}  // namespace wf::lang
