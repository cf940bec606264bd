// Filters that lay texts out: indenting, wrapping, cutting.
#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/data/text_result.hpp"
#include "expr/jinja/data/walk.hpp"
#include "expr/jinja/text/find.hpp"
#include "expr/jinja/text/wrap.hpp"
#include "expr/runtime/unicode.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

Value center(Call& call) {
    const Value text = soft_text(call.run, call[0]);
    return text_like(call.run, text, centered(call.run, *text_if(text), call.integer(1), " "));
}

[[noreturn]] void refuse_lines(const Value& value) {
    need_defined(value);
    raise(
        "AttributeError",
        "'" + std::string{python_type(value)} + "' object has no attribute 'splitlines'"
    );
}

Value indent(Call& call) {
    need_defined(call[0]);
    need_defined(call[1]);
    std::string indention;
    if (is_text(call[1])) {
        indention = call.text(1);
    } else {
        const std::int64_t width = call.integer(1);
        if (width > 0) {
            call.budget().charge(static_cast<std::size_t>(width));
            indention.assign(static_cast<std::size_t>(width), ' ');
        }
    }
    if (type_of(call[0]) == Type::list) refuse_lines(call[0]);
    const std::string_view text = call.text(0);
    const bool blank = call.flag(3);
    const std::string with_end = std::string{text} + "\n";
    std::string out = call.flag(2) ? indention : "";
    bool is_first = true;
    for (const std::string_view line : split_lines(call.budget(), with_end, LineEnds::drop)) {
        if (!is_first) {
            call.budget().charge(indention.size() + line.size());
            out += '\n';
            if (blank || !line.empty()) out += indention;
        }
        out += line;
        is_first = false;
    }
    return text_like(call.run, call[0], std::move(out));
}

Value truncate(Call& call) {
    need_defined(call[1]);
    // A fraction counts in comparisons, but nothing can be cut there.
    const bool is_float = call[1].kind() == Kind::floating;
    const std::int64_t length =
        is_float ? static_cast<std::int64_t>(std::clamp(call[1].as_double(), -1e18, 1e18))
                 : std::min(call.position(1), INT64_MAX / 2);
    const std::int64_t leeway = call[4].is_null() ? 5 : call.integer(4);
    const std::int64_t end_length = length_of(call[3]);
    if (length < end_length)
        raise(
            "AssertionError",
            "expected length >= " + std::to_string(end_length) + ", got " + std::to_string(length)
        );
    if (leeway < 0) raise("AssertionError", "expected leeway >= 0, got " + std::to_string(leeway));
    if (length_of(call[0]) <= length + leeway) return call[0];
    if (is_float) raise_type("slice indices must be integers or None or have an __index__ method");
    const std::string_view text = call.text(0);
    if (!is_text(call[3]))
        raise_type(
            "can only concatenate str (not \"" + std::string{python_type(call[3])} + "\") to str"
        );
    const std::string_view end = call.text(3);
    std::string_view cut = unicode::slice(text, 0, static_cast<std::size_t>(length - end_length));
    if (!call.flag(2)) {
        const std::size_t blank = cut.rfind(' ');
        if (blank != std::string_view::npos) cut = cut.substr(0, blank);
    }
    return text_like(call.run, call[0], std::string{cut} + std::string{end});
}

Value wordwrap(Call& call) {
    const Value text = call[0];
    if (!is_text(text)) refuse_lines(text);
    const WrapOptions options{
        .width = call.position(1),
        .break_long_words = call.flag(2),
        .break_on_hyphens = call.flag(4),
    };
    const std::string glue = call[3].is_null() ? "\n" : std::string{call.text(3)};
    std::string out;
    bool is_first = true;
    for (const std::string_view line : split_lines(call.budget(), call.text(0), LineEnds::drop)) {
        if (!is_first) out += glue;
        is_first = false;
        bool is_first_part = true;
        for (const std::string& part : wrapped_lines(call.run, line, options)) {
            if (!is_first_part) out += glue;
            is_first_part = false;
            out += part;
        }
    }
    return text_like(call.run, text, std::move(out));
}

constexpr Row rows[] = {
    {"center",
     "value, width=80",
     "The text in the middle of a field of `width` characters.",
     center},
    {"indent",
     "s, width=4, first=false, blank=false",
     "Every line but the first indented by `width` blanks or by a text; `first`: the first one, "
     "too; "
     "`blank`: empty lines, too.",
     indent},
    {"truncate",
     "s, length=255, killwords=false, end='...', leeway=none",
     "The text cut to `length` characters, `end` included; texts up to `leeway` longer stay whole.",
     truncate},
    {"wordwrap",
     "s, width=79, break_long_words=true, wrapstring=none, break_on_hyphens=true",
     "Lines wrapped to `width` characters.",
     wordwrap},
};

}  // namespace

std::span<const Row> layout_filters() {
    return rows;
}

}  // namespace wf::expr::jinja
