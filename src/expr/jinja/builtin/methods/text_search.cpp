// Methods of texts that search.
#include "expr/runtime/text_search.hpp"

#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/data/text_result.hpp"
#include "expr/jinja/text/find.hpp"
#include "expr/runtime/unicode.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

/// The part of the text that optional start and end leave, and where it begins, in characters.
struct Part {
    std::string_view text;
    std::int64_t begin;
    bool is_valid;  ///< false if start lies behind the end of the text
};

Part part_of(Call& call) {
    const std::string_view text = *text_if(call[0]);
    if (call[2].is_null() && call[3].is_null()) return {text, 0, true};
    const auto length = static_cast<std::int64_t>(unicode::length(text));
    const auto bound = [&](std::size_t place, std::int64_t fallback) {
        if (call[place].is_null()) return fallback;
        const std::int64_t given = call.position(place);
        return given < 0 ? std::max<std::int64_t>(given + length, 0) : given;
    };
    const std::int64_t begin = bound(2, 0);
    const std::int64_t end = std::min(bound(3, length), length);
    if (begin > end) return {{}, begin, false};
    return {
        unicode::slice(text, static_cast<std::size_t>(begin), static_cast<std::size_t>(end)),
        begin,
        true};
}

std::int64_t position(Call& call, bool from_right) {
    const Part part = part_of(call);
    const std::string_view wanted = call.text(1);
    if (!part.is_valid) return -1;
    const std::size_t found =
        from_right ? find_last_text(part.text, wanted) : find_text(part.text, wanted);
    if (found == std::string_view::npos) return -1;
    return part.begin + static_cast<std::int64_t>(unicode::length(part.text.substr(0, found)));
}

Value find(Call& call) {
    return Value{position(call, false)};
}

Value rfind(Call& call) {
    return Value{position(call, true)};
}

Value index_or_fail(Call& call, bool from_right) {
    const std::int64_t found = position(call, from_right);
    if (found < 0) raise_value("substring not found");
    return Value{found};
}

Value index(Call& call) {
    return index_or_fail(call, false);
}

Value rindex(Call& call) {
    return index_or_fail(call, true);
}

Value count(Call& call) {
    const Part part = part_of(call);
    const std::string_view wanted = call.text(1);
    if (!part.is_valid) return Value{0};
    if (wanted.empty()) return Value{static_cast<std::int64_t>(unicode::length(part.text) + 1)};
    std::int64_t count = 0;
    for (std::size_t at = 0; (at = find_text(part.text, wanted, at)) != std::string_view::npos;
         at += wanted.size())
        ++count;
    return Value{count};
}

using Check = bool (*)(std::string_view, std::string_view);

bool starts(std::string_view text, std::string_view with) {
    return text.starts_with(with);
}

bool ends(std::string_view text, std::string_view with) {
    return text.ends_with(with);
}

template <Check check>
Value starts_or_ends(Call& call) {
    const Part part = part_of(call);
    const bool is_tuple = type_of(call[1]) == Type::tuple;
    if (!is_tuple && !is_text(call[1]))
        raise_type(
            std::string{call.builtin().name()} + " first arg must be str or a tuple of str, not " +
            std::string{python_type(call[1])}
        );
    const std::span<const Value> wanted =
        is_tuple ? call[1].items() : std::span<const Value>{&call[1], 1};
    return std::ranges::any_of(wanted, [&](const Value& value) {
        return part.is_valid && check(part.text, need_text(value, "tuple"));
    });
}

Value replace(Call& call) {
    std::string old{call.text(1)};
    std::string with{call.text(2)};
    if (!call[0].is_string()) {
        old = escaped_text(call.run, call[1]);
        with = escaped_text(call.run, call[2]);
    }
    return text_like(
        call.run, call[0], replaced(call.budget(), *text_if(call[0]), old, with, call.integer(3))
    );
}

constexpr std::string_view searching = "self, sub, start=none, end=none, /";

constexpr Row rows[] = {
    {"count", searching, "How often a text occurs, without overlaps.", count},
    {"endswith",
     "self, suffix, start=none, end=none, /",
     "Whether it ends with a text, or one of a tuple.",
     starts_or_ends<ends>},
    {"find", searching, "Position of a text, -1 if it does not occur.", find},
    {"index", searching, "Position of a text; fails if it does not occur.", index},
    {"replace",
     "self, old, new, count=-1, /",
     "Occurrences replaced, the first `count` ones.",
     replace},
    {"rfind", searching, "Position of the last occurrence, -1 if there is none.", rfind},
    {"rindex", searching, "Position of the last occurrence; fails if there is none.", rindex},
    {"startswith",
     "self, prefix, start=none, end=none, /",
     "Whether it starts with a text, or one of a tuple.",
     starts_or_ends<starts>},
};

}  // namespace

std::span<const Row> text_search_methods() {
    return rows;
}

}  // namespace wf::expr::jinja
