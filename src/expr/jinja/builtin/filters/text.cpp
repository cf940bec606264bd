// Filters of texts: case, replacing, counting, printf.
#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/data/text_result.hpp"
#include "expr/jinja/text/case.hpp"
#include "expr/jinja/text/find.hpp"
#include "expr/jinja/text/printf.hpp"
#include "expr/runtime/arithmetic.hpp"
#include "expr/runtime/unicode.hpp"

namespace wf::expr::jinja {
namespace {

using Change = std::string (*)(std::string_view);

template <Change change>
Value changed(Call& call) {
    const Value text = soft_text(call.run, call[0]);
    return text_like(call.run, text, change(*text_if(text)));
}

/// Words of the filter title start behind these.
bool starts_word(char32_t code) {
    return unicode::is_space(code) || code == '-' || code == '(' || code == '{' || code == '[' ||
           code == '<';
}

std::string title_words(std::string_view text) {
    std::string out;
    bool at_start = true;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t code = unicode::decode(text, at);
        const std::string_view character = text.substr(begin, at - begin);
        out += at_start ? unicode::upper(character) : unicode::lower(character);
        at_start = starts_word(code);
    }
    return out;
}

Value trim(Call& call) {
    const Value text = soft_text(call.run, call[0]);
    const std::string_view view = *text_if(text);
    const std::string_view kept = call[1].is_null()
                                      ? unicode::strip(view)
                                      : unicode::strip(view, call.text(1), unicode::Side::both);
    return text_like(call.run, text, std::string{kept});
}

Value replace(Call& call) {
    Evaluation& run = call.run;
    const std::int64_t count = call[3].is_null() ? -1 : call.integer(3);
    if (!run.escapes) {
        return text_like(
            run,
            Value{},
            replaced(
                run.budget(),
                text_of(run, call[0]),
                text_of(run, call[1]),
                text_of(run, call[2]),
                count
            )
        );
    }
    const bool is_safe = !call[0].is_string() && is_text(call[0]);
    const bool parts_are_safe =
        as<SafeText>(call[1]) != nullptr || as<SafeText>(call[2]) != nullptr;
    if (!is_safe && !parts_are_safe) {
        return text_like(
            run,
            Value{},
            replaced(
                run.budget(),
                text_of(run, call[0]),
                text_of(run, call[1]),
                text_of(run, call[2]),
                count
            )
        );
    }
    std::string out = replaced(
        run.budget(),
        escaped_text(run, call[0]),
        text_of(run, call[1]),
        escaped_text(run, call[2]),
        count
    );
    return safe_text(std::move(out));
}

Value format(Call& call) {
    if (!call.rest().empty() && !call.named().empty())
        raise(
            "FilterArgumentError", "can't handle positional and keyword arguments at the same time"
        );
    const Value text = soft_text(call.run, call[0]);
    Value values = make_tuple({call.rest().begin(), call.rest().end()});
    if (!call.named().empty()) {
        DictBuilder dict;
        for (const Keyword& keyword : call.named()) dict.set(Value{keyword.name}, keyword.value);
        values = std::move(dict).freeze();
    }
    return text_like(call.run, text, format_percent(call.run, text, values));
}

Value string(Call& call) {
    return soft_text(call.run, call[0]);
}

Value wordcount(Call& call) {
    const Value text = soft_text(call.run, call[0]);
    const std::string_view view = *text_if(text);
    std::int64_t count = 0;
    bool in_word = false;
    for (std::size_t at = 0; at < view.size();) {
        const bool is_word = unicode::is_word(unicode::decode(view, at));
        if (is_word && !in_word) ++count;
        in_word = is_word;
    }
    return Value{count};
}

constexpr Row rows[] = {
    {"capitalize",
     "s",
     "The first character upper case, all others lower case.",
     changed<capitalized>},
    {"format", "value, *args, **kwargs", "printf formatting: \"%s, %s\"|format(a, b).", format},
    {"lower", "s", "The text in lower case.", changed<unicode::lower>},
    {"replace",
     "s, old, new, count=none",
     "The text with `old` replaced by `new`, the first `count` times.",
     replace},
    {"string", "s", "The value as text; safe texts stay safe.", string},
    {"title",
     "s",
     "Each word with an upper case first character, the rest lower case.",
     changed<title_words>},
    {"trim",
     "value, chars=none",
     "The text without leading and trailing characters, by default blanks.",
     trim},
    {"upper", "s", "The text in upper case.", changed<unicode::upper>},
    {"wordcount", "s", "Number of words.", wordcount},
};

}  // namespace

std::span<const Row> text_filters() {
    return rows;
}

}  // namespace wf::expr::jinja
