// Methods of texts that split and join.
#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/data/text_result.hpp"
#include "expr/jinja/data/walk.hpp"
#include "expr/jinja/text/find.hpp"
#include "expr/runtime/text_search.hpp"
#include "expr/runtime/unicode.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

Value list_of(Call& call, const std::vector<std::string_view>& parts) {
    std::vector<Value> items;
    items.reserve(parts.size());
    for (const std::string_view part : parts)
        items.push_back(text_like(call.run, call[0], std::string{part}));
    call.budget().charge(parts.size() * sizeof(Value));
    return make_list(call.run, std::move(items));
}

std::string_view separator_of(Call& call) {
    const std::string_view separator = call.text(1);
    if (separator.empty()) raise_value("empty separator");
    return separator;
}

Value split(Call& call) {
    const std::string_view text = *text_if(call[0]);
    const std::int64_t count = call.integer(2);
    if (call[1].is_null()) return list_of(call, split_words(call.budget(), text, count));
    return list_of(call, split_at(call.budget(), text, separator_of(call), count));
}

Value rsplit(Call& call) {
    const std::string_view text = *text_if(call[0]);
    const std::int64_t count = call.integer(2);
    if (call[1].is_null()) return list_of(call, split_words_from_right(call.budget(), text, count));
    return list_of(call, split_at_from_right(call.budget(), text, separator_of(call), count));
}

Value splitlines(Call& call) {
    return list_of(
        call,
        split_lines(
            call.budget(), *text_if(call[0]), call.integer(1) != 0 ? LineEnds::keep : LineEnds::drop
        )
    );
}

// All of them are safe if the receiver is.
Value three_parts(
    Call& call, std::string_view before, std::string_view separator, std::string_view behind
) {
    const auto part = [&call](std::string_view text) {
        return text_like(call.run, call[0], std::string{text});
    };
    return make_tuple({part(before), part(separator), part(behind)});
}

Value partition(Call& call) {
    const std::string_view text = *text_if(call[0]);
    const std::string_view separator = separator_of(call);
    const std::size_t found = find_text(text, separator);
    if (found == std::string_view::npos) return three_parts(call, text, "", "");
    return three_parts(
        call, text.substr(0, found), separator, text.substr(found + separator.size())
    );
}

Value rpartition(Call& call) {
    const std::string_view text = *text_if(call[0]);
    const std::string_view separator = separator_of(call);
    const std::size_t found = find_last_text(text, separator);
    if (found == std::string_view::npos) return three_parts(call, "", "", text);
    return three_parts(
        call, text.substr(0, found), separator, text.substr(found + separator.size())
    );
}

Value join(Call& call) {
    const bool is_safe = !call[0].is_string();
    const std::string_view separator = *text_if(call[0]);
    std::string out;
    Walk walk{call.run, call[1]};
    Value item;
    for (std::int64_t position = 0; walk.next(item); ++position) {
        const std::size_t before = out.size();
        if (position > 0) out += separator;
        if (is_safe)
            out += escaped_text(call.run, item);
        else
            out += need_text(item, "sequence item " + std::to_string(position));
        call.budget().charge(out.size() - before);
    }
    return is_safe ? safe_text(std::move(out)) : Value{out};
}

constexpr Row rows[] = {
    {"join", "self, iterable, /", "The texts of a sequence with this one between them.", join},
    {"partition", "self, sep, /", "What is before, is, and is behind the first `sep`.", partition},
    {"rpartition", "self, sep, /", "What is before, is, and is behind the last `sep`.", rpartition},
    {"rsplit",
     "self, sep=none, maxsplit=-1",
     "Parts between separators, counted from the right.",
     rsplit},
    {"split",
     "self, sep=none, maxsplit=-1",
     "Parts between separators, by default runs of blanks.",
     split},
    {"splitlines", "self, keepends=false", "The lines.", splitlines},
};

}  // namespace

std::span<const Row> text_split_methods() {
    return rows;
}

}  // namespace wf::expr::jinja
