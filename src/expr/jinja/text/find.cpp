#include "expr/jinja/text/find.hpp"

#include "expr/runtime/text_search.hpp"
#include "expr/runtime/unicode.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

/// Bytes of the line end at a position, 0 if there is none.
std::size_t line_end_at(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (c == '\r') return text.substr(at + 1).starts_with('\n') ? 2 : 1;
    if (c == '\n' || c == '\v' || c == '\f' || (c >= '\x1c' && c <= '\x1e')) return 1;
    if (static_cast<unsigned char>(c) < 0x80) return 0;
    for (const std::string_view end : {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"})
        if (text.substr(at).starts_with(end)) return end.size();
    return 0;
}

bool is_space_at(std::string_view text, std::size_t at, std::size_t& next) {
    next = at;
    return unicode::is_space(unicode::decode(text, next));
}

std::size_t start_of_last(std::string_view text, std::size_t end) {
    std::size_t at = end - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
    return at;
}

}  // namespace

std::string replaced(
    Budget& budget,
    std::string_view text,
    std::string_view old,
    std::string_view with,
    std::int64_t count
) {
    std::string out;
    std::size_t at = 0;
    if (old.empty()) {
        while (count != 0) {
            budget.charge(with.size());
            out += with;
            --count;
            if (at >= text.size()) break;
            const std::size_t width = unicode::width(text[at]);
            out += text.substr(at, width);
            at += width;
        }
        if (at < text.size()) out += text.substr(at);
        return out;
    }
    for (; count != 0; --count) {
        const std::size_t found = find_text(text, old, at);
        if (found == std::string_view::npos) break;
        budget.charge(found - at + with.size());
        out += text.substr(at, found - at);
        out += with;
        at = found + old.size();
    }
    out += text.substr(at);
    return out;
}

std::vector<std::string_view> split_lines(Budget& budget, std::string_view text, LineEnds ends) {
    std::vector<std::string_view> lines;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = line_end_at(text, at);
        if (end == 0) {
            ++at;
            continue;
        }
        const std::size_t kept = ends == LineEnds::keep ? at + end : at;
        budget.charge(sizeof(std::string_view));
        lines.push_back(text.substr(begin, kept - begin));
        at += end;
        begin = at;
    }
    if (begin < text.size()) lines.push_back(text.substr(begin));
    return lines;
}

std::vector<std::string_view> split_words(
    Budget& budget, std::string_view text, std::int64_t count
) {
    std::vector<std::string_view> words;
    std::size_t at = 0;
    std::size_t next = 0;
    for (;;) {
        while (at < text.size() && is_space_at(text, at, next)) at = next;
        if (at >= text.size()) return words;
        if (count == 0) {
            words.push_back(unicode::strip(text.substr(at), unicode::Side::right));
            return words;
        }
        const std::size_t begin = at;
        while (at < text.size() && !is_space_at(text, at, next)) at = next;
        budget.charge(sizeof(std::string_view));
        words.push_back(text.substr(begin, at - begin));
        --count;
    }
}

std::vector<std::string_view> split_words_from_right(
    Budget& budget, std::string_view text, std::int64_t count
) {
    std::vector<std::string_view> words;
    std::size_t end = text.size();
    std::size_t ignored = 0;
    for (;;) {
        text = unicode::strip(text.substr(0, end), unicode::Side::right);
        end = text.size();
        if (end == 0) break;
        if (count == 0) {
            words.push_back(unicode::strip(text, unicode::Side::left));
            break;
        }
        std::size_t begin = end;
        while (begin > 0) {
            const std::size_t before = start_of_last(text, begin);
            if (is_space_at(text, before, ignored)) break;
            begin = before;
        }
        budget.charge(sizeof(std::string_view));
        words.push_back(text.substr(begin, end - begin));
        end = begin;
        --count;
    }
    std::ranges::reverse(words);
    return words;
}

std::vector<std::string_view> split_at(
    Budget& budget, std::string_view text, std::string_view separator, std::int64_t count
) {
    std::vector<std::string_view> parts;
    std::size_t at = 0;
    for (; count != 0; --count) {
        const std::size_t found = find_text(text, separator, at);
        if (found == std::string_view::npos) break;
        budget.charge(sizeof(std::string_view));
        parts.push_back(text.substr(at, found - at));
        at = found + separator.size();
    }
    parts.push_back(text.substr(at));
    return parts;
}

std::vector<std::string_view> split_at_from_right(
    Budget& budget, std::string_view text, std::string_view separator, std::int64_t count
) {
    std::vector<std::string_view> parts;
    for (; count != 0; --count) {
        const std::size_t found = find_last_text(text, separator);
        if (found == std::string_view::npos) break;
        budget.charge(sizeof(std::string_view));
        parts.push_back(text.substr(found + separator.size()));
        text = text.substr(0, found);
    }
    parts.push_back(text);
    std::ranges::reverse(parts);
    return parts;
}

}  // namespace wf::expr::jinja
