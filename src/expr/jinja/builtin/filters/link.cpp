// Filters for URLs.
#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/data/text_result.hpp"
#include "expr/jinja/data/walk.hpp"
#include "expr/jinja/text/find.hpp"
#include "expr/jinja/text/html.hpp"
#include "expr/jinja/text/links.hpp"

#include <set>

namespace wf::expr::jinja {
namespace {

std::string query_part(Evaluation& run, const Value& value) {
    return replaced(run.budget(), percent_encoded(text_of(run, value), ""), "%20", "+", -1);
}

void add_query_pair(Evaluation& run, std::string& out, const Value& key, const Value& value) {
    if (!out.empty()) out += '&';
    out += query_part(run, key) + "=" + query_part(run, value);
}

Value urlencode(Call& call) {
    Evaluation& run = call.run;
    std::string out;
    if (is_text(call[0]) || !is_iterable(call[0])) {
        out = percent_encoded(text_of(run, call[0]), "/");
    } else if (is_dict(call[0])) {
        for (const Member& member : members_of(call[0]))
            add_query_pair(run, out, member.key, member.value);
    } else {
        Walk walk{run, call[0]};
        Value item;
        while (walk.next(item)) {
            const std::vector<Value> pair = collect(run, item);
            if (pair.size() != 2)
                raise_value(
                    pair.size() > 2 ? "too many values to unpack (expected 2)"
                                    : "not enough values to unpack (expected 2, got " +
                                          std::to_string(pair.size()) + ")"
                );
            add_query_pair(run, out, pair[0], pair[1]);
        }
    }
    run.budget().charge(out.size());
    return Value{out};
}

std::string escaped(std::string_view text) {
    std::string out;
    append_escaped(out, text);
    return out;
}

Value urlize(Call& call) {
    LinkOptions options;
    options.limit = call[1];
    std::set<std::string> rel{"noopener"};
    if (call.flag(2)) rel.insert("nofollow");
    if (!call[4].is_null())
        for (const std::string_view part : split_words(call.budget(), call.text(4), -1))
            rel.emplace(part);
    for (const std::string& part : rel) options.rel += (options.rel.empty() ? "" : " ") + part;
    options.rel = escaped(options.rel);
    if (!call[3].is_null()) options.target = escaped(call.text(3));
    if (!call[5].is_null()) {
        for (const Value& scheme : collect(call.run, call[5])) {
            const std::string_view text = need_text(scheme, "extra_schemes");
            if (!is_scheme_prefix(call.context(), text))
                raise(
                    "FilterArgumentError",
                    repr_of(call.run, scheme) + " is not a valid URI scheme prefix."
                );
            options.extra_schemes.emplace_back(text);
        }
    }
    std::string out = with_links(call.context(), escaped_text(call.run, call[0]), options);
    call.budget().charge(out.size());
    return call.run.escapes ? safe_text(std::move(out)) : Value{out};
}

constexpr Row rows[] = {
    {"urlencode",
     "value",
     "A text percent-encoded for a URL; a dict or a list of pairs as a query string.",
     urlencode},
    {"urlize",
     "value, trim_url_limit=none, nofollow=false, target=none, rel=none, extra_schemes=none",
     "URLs and mail addresses in the text made into links.",
     urlize},
};

}  // namespace

std::span<const Row> link_filters() {
    return rows;
}

}  // namespace wf::expr::jinja
