// Functions of regular expressions.
#include "expr/functions/families.hpp"
#include "expr/functions/lazy.hpp"
#include "expr/functions/replacement.hpp"
#include "expr/runtime/regex.hpp"
#include "expr/runtime/unicode.hpp"
#include "value/freshness.hpp"
#include "value/python_text.hpp"

#include <optional>
#include <string>

namespace wf::expr::functions {
namespace {

const Regex& regex_of(const Value& value) {
    return *static_cast<const Regex*>(object_if(value));
}

/// All matches from left to right, as Python finds them: an empty one may follow a longer one
/// directly.
class Matches {
public:
    Matches(const Value& regex, const Value& text) : regex_(regex), text_(text) {}

    std::optional<Match> next(Context& context) {
        const std::string_view text = text_.as_string();
        if (ended_) return std::nullopt;
        const Regex& regex = regex_of(regex_);
        std::optional<Match> match = after_empty_
                                         ? regex.search_not_empty_at(context, text, position_)
                                         : regex.search(context, text, position_);
        ended_ = !match;
        if (match) {
            position_ = (*match)[0].stop;
            after_empty_ = (*match)[0].start == position_;
        }
        return match;
    }

    const Value& text() const { return text_; }

    const Regex& regex() const { return regex_of(regex_); }

private:
    Value regex_;
    Value text_;
    std::size_t position_ = 0;
    bool after_empty_ = false;
    bool ended_ = false;
};

std::string_view part(std::string_view text, const Range& range) {
    return range.matched() ? text.substr(range.start, range.stop - range.start)
                           : std::string_view{};
}

Value described(std::string_view text, const Range& range) {
    static const Value value_key{"value"};
    static const Value start_key{"start"};
    static const Value end_key{"end"};
    DictBuilder builder(3);
    if (!range.matched()) {
        builder.set(value_key, nullptr);
        builder.set(start_key, -1);
        builder.set(end_key, -1);
        return as_fresh_dict(std::move(builder).freeze());
    }
    const std::size_t start = unicode::length(text.substr(0, range.start));
    const std::string_view matched = part(text, range);
    builder.set(value_key, matched);
    builder.set(start_key, static_cast<std::int64_t>(start));
    builder.set(end_key, static_cast<std::int64_t>(start + unicode::length(matched)));
    return as_fresh_dict(std::move(builder).freeze());
}

// Calls a selector with the whole match and all groups.
Value selected(
    Context& context,
    const Value& selector,
    const Regex& regex,
    std::string_view text,
    const Match& match
) {
    for (const std::string& name : regex.group_names())
        if (!name.empty()) raise_value("not enough values to unpack (expected 2, got 1)");
    Object* lambda = object_if(selector, ObjectKind::callable);
    if (lambda == nullptr) return selector;
    std::vector<Value> groups;
    context.budget().charge(match.size() * 128);
    for (const Range& range : match) groups.push_back(described(text, range));
    return static_cast<Callable*>(lambda)->call(context, groups);
}

Value match_value(
    Context& context, const Value& selector, const Matches& matches, const Match& match
) {
    const std::string_view text = matches.text().as_string();
    if (selector.is_null()) return part(text, match[0]);
    return selected(context, selector, matches.regex(), text, match);
}

Value make_regex(Call& call) {
    const RegexFlags flags{
        .ignore_case = call.boolean(1), .multi_line = call.boolean(2), .dot_all = call.boolean(3)};
    return Regex::compile(call.context(), call[0].as_string(), flags);
}

Value matches_regex(Call& call) {
    return regex_of(call[0]).search(call.context(), call[1].as_string()).has_value();
}

Value matches_text(Call& call) {
    const Value regex = Regex::compile(call.context(), call[1].as_string(), {});
    return regex_of(regex).search(call.context(), call[0].as_string()).has_value();
}

Value search(Call& call) {
    Matches matches(call[0], call[1]);
    const std::optional<Match> match = matches.next(call.context());
    return match ? match_value(call.context(), call[2], matches, *match) : Value();
}

Value search_all(Call& call) {
    return lazily(
        call.context(),
        [matches = Matches(call[0], call[1]),
         selector = call[2]](Context& context, Value& out) mutable {
            const std::optional<Match> match = matches.next(context);
            if (match) out = match_value(context, selector, matches, *match);
            return match.has_value();
        }
    );
}

Value split(Call& call, const Value& regex, const Value& subject) {
    const std::string_view text = subject.as_string();
    Matches matches(regex, subject);
    std::vector<Value> parts;
    std::int64_t cuts = call.integer(2);
    std::size_t start = 0;
    if (cuts < 0) return Value::list({subject}, ListFlavor::fresh);
    while (const std::optional<Match> match = matches.next(call.context())) {
        call.budget().charge((match->size() + 1) * sizeof(Value) + (*match)[0].stop - start);
        parts.emplace_back(text.substr(start, (*match)[0].start - start));
        for (std::size_t group = 1; group < match->size(); ++group) {
            const Range& range = (*match)[group];
            parts.push_back(range.matched() ? Value(part(text, range)) : Value());
        }
        start = (*match)[0].stop;
        if (--cuts == 0) break;
    }
    parts.emplace_back(text.substr(start));
    return Value::list(std::move(parts), ListFlavor::fresh);
}

Value split_by_receiver(Call& call) {
    return split(call, call[0], call[1]);
}

Value split_by_argument(Call& call) {
    return split(call, call[1], call[0]);
}

// Replaces up to `count` matches (0: all) by what `make` gives for each.
template <class Make>
std::string replaced(Call& call, Matches matches, std::int64_t count, const Make& make) {
    const std::string_view text = matches.text().as_string();
    std::string out;
    std::size_t start = 0;
    if (count >= 0) {
        while (const std::optional<Match> match = matches.next(call.context())) {
            const std::size_t before = out.size();
            out += text.substr(start, (*match)[0].start - start);
            make(out, *match);
            call.budget().charge(out.size() - before);
            start = (*match)[0].stop;
            if (--count == 0) break;
        }
    }
    out += text.substr(start);
    return out;
}

Value replace(Call& call, const Value& regex, const Value& text) {
    const Replacement replacement(call[2].as_string(), regex_of(regex));
    return replaced(
        call,
        {regex, text},
        call.integer(3),
        [&](std::string& out, const Match& match) {
            replacement.append(out, text.as_string(), match);
        }
    );
}

Value replace_by(Call& call, const Value& regex, const Value& text) {
    return replaced(
        call,
        {regex, text},
        call.integer(3),
        [&](std::string& out, const Match& match) {
            const Value value =
                selected(call.context(), call[2], regex_of(regex), text.as_string(), match);
            if (!value.is_string()) {
                raise_type(
                    "sequence item 1: expected str instance, " +
                    std::string{python_type_name(value)} + " found"
                );
            }
            out += value.as_string();
        }
    );
}

Value replace_in_argument(Call& call) {
    return replace(call, call[0], call[1]);
}

Value replace_in_receiver(Call& call) {
    return replace(call, call[1], call[0]);
}

Value replace_by_in_argument(Call& call) {
    return replace_by(call, call[0], call[1]);
}

Value replace_by_in_receiver(Call& call) {
    return replace_by(call, call[1], call[0]);
}

constexpr FunctionRow rows[] = {
    {"regex",
     Forms::function,
     "pattern: string, ignoreCase: bool? = false, multiLine: bool? = false, dotAll: bool? = false",
     "A compiled regular expression, in Python's syntax.",
     make_regex,
     {{"ABC =~ regex(b, ignoreCase => true)", "true"}}},
    {"matches",
     Forms::method,
     "regexp: regex, string: string",
     "Whether the expression is found anywhere in the text.",
     matches_regex,
     {{"regex('b+').matches(abbc)", "true"}}},
    {"matches",
     Forms::method,
     "string: string, regexp: string",
     "Whether the expression is found anywhere in the text.",
     matches_text,
     {{"abbc.matches('^b')", "false"}}},
    {"search",
     Forms::method,
     "regexp: regex, string: string, selector: expr = null",
     "Text of the first match or the selector's value for it; null if there is none. The selector "
     "gets the "
     "match as `$` and the groups as `$2`, `$3`, ..., each with value, start and end.",
     search,
     {{"regex('b+').search(abbc)", "\"bb\""}, {"regex('(b)').search(ab, $2.start)", "1"}}},
    {"searchAll",
     Forms::method,
     "regexp: regex, string: string, selector: expr = null",
     "As search, for all matches. Lazy.",
     search_all,
     {{"regex('[0-9]').searchAll('a1b2')", "[\"1\", \"2\"]"}}},
    {"split",
     Forms::method,
     "regexp: regex, string: string, maxSplit: int* = 0",
     "The parts between matches; groups are included.",
     split_by_receiver,
     {{"regex(',').split('a,b')", "[\"a\", \"b\"]"}}},
    {"split",
     Forms::method,
     "string: string, regexp: regex, maxSplit: int* = 0",
     "The parts between matches; groups are included.",
     split_by_argument,
     {{"'a,b'.split(regex(','))", "[\"a\", \"b\"]"}}},
    {"replace",
     Forms::method,
     "regexp: regex, string: string, repl: string, count: int* = 0",
     "The text with the matches replaced; `\\1`, `\\g<1>`, `\\g<name>` stand for groups.",
     replace_in_argument,
     {{"regex('a(.)').replace(abac, '<\\\\1>')", "\"<b><c>\""}}},
    {"replace",
     Forms::method,
     "string: string, regexp: regex, repl: string, count: int* = 0",
     "The text with the matches replaced.",
     replace_in_receiver,
     {{"abac.replace(regex(a), x, 1)", "\"xbac\""}}},
    {"replaceBy",
     Forms::method,
     "regexp: regex, string: string, repl: expr, count: int* = 0",
     "The text with every match replaced by the expression's value.",
     replace_by_in_argument,
     {{"regex('[0-9]').replaceBy('a1', str(int($.value) + 1))", "\"a2\""}}},
    {"replaceBy",
     Forms::method,
     "string: string, regexp: regex, repl: expr, count: int* = 0",
     "The text with every match replaced by the expression's value.",
     replace_by_in_receiver,
     {{"ab.replaceBy(regex(a), x)", "\"xb\""}}},
};

}  // namespace

std::span<const FunctionRow> regexes() {
    return rows;
}

}  // namespace wf::expr::functions
