// Global functions that make sequences and texts: range, dict, lipsum.
#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/data/keys.hpp"
#include "expr/jinja/data/text_result.hpp"
#include "expr/jinja/data/walk.hpp"
#include "expr/jinja/object/dict_update.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

Value range(Call& call) {
    const std::span<const Value> given = call.rest();
    if (given.empty() || given.size() > 3)
        raise_type("range expected 1 to 3 arguments, got " + std::to_string(given.size()));
    const auto number = [&](std::size_t index) { return need_integer(given[index], "range"); };
    const std::int64_t start = given.size() == 1 ? 0 : number(0);
    const std::int64_t stop = given.size() == 1 ? number(0) : number(1);
    const std::int64_t step = given.size() == 3 ? number(2) : 1;
    if (step == 0) raise_value("range() arg 3 must not be zero");
    constexpr std::int64_t size_max = 100000;
    Value made = Value::opaque<Range>(start, stop, step);
    if (as<Range>(made)->size() > size_max)
        raise(
            "OverflowError",
            "Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000)."
        );
    return made;
}

Value dict(Call& call) {
    const std::span<const Value> given = call.rest();
    if (given.size() > 1)
        raise_type("dict expected at most 1 argument, got " + std::to_string(given.size()));
    // Collected in a box that nobody else sees; frozen unless dicts are mutable here.
    Value box = make_dict_box(call.run);
    if (!given.empty()) update_dict(call.run, *as<DictBox>(box), given[0]);
    for (const Keyword& keyword : call.named())
        as<DictBox>(box)->set(Value{keyword.name}, keyword.value);
    return dict_from(call.run, box);
}

constexpr std::string_view words[] = {
    "a",         "ac",        "adipiscing", "aenean",    "aliquam",   "amet",     "ante",
    "arcu",      "at",        "auctor",     "augue",     "bibendum",  "blandit",  "commodo",
    "congue",    "consequat", "cras",       "cum",       "curabitur", "cursus",   "dapibus",
    "diam",      "dictum",    "dignissim",  "dis",       "dolor",     "donec",    "dui",
    "duis",      "egestas",   "eget",       "eleifend",  "elit",      "enim",     "erat",
    "eros",      "est",       "et",         "etiam",     "eu",        "facilisi", "faucibus",
    "felis",     "fermentum", "feugiat",    "fringilla", "fusce",     "gravida",  "habitant",
    "hendrerit", "iaculis",   "id",         "imperdiet", "in",        "integer",  "ipsum",
    "justo",     "lacinia",   "lacus",      "laoreet",   "lectus",    "leo",      "libero",
    "ligula",    "lobortis",  "lorem",      "luctus",    "maecenas",  "magna",    "massa",
    "mattis",    "mauris",    "metus",      "mi",        "molestie",  "mollis",   "morbi",
    "nec",       "neque",     "nibh",       "nisi",      "nisl",      "non",      "nulla",
    "nunc",      "odio",      "orci",       "ornare",    "pede",      "porta",    "posuere",
    "purus",     "quam",      "quis",       "risus",     "rutrum",    "sapien",   "sed",
    "sem",       "sit",       "sociis",     "tellus",    "tempor",    "tortor",   "turpis",
    "ultrices",  "urna",      "ut",         "varius",    "vel",       "velit",    "vitae",
};

std::string lipsum_paragraph(Call& call, std::int64_t least, std::int64_t most) {
    Context& context = call.context();
    const std::int64_t count =
        least +
        static_cast<std::int64_t>(context.random_below(static_cast<std::uint64_t>(most - least)));
    std::string out;
    bool starts_sentence = true;
    std::int64_t until_comma = 0;
    std::int64_t until_full_stop = 0;
    const auto below = [&](std::uint64_t limit) {
        return static_cast<std::int64_t>(context.random_below(limit));
    };
    for (std::int64_t made = 0; made < count; ++made) {
        call.budget().step();
        std::string word{words[context.random_below(std::size(words))]};
        if (starts_sentence) {
            word[0] = static_cast<char>(word[0] - 32);
            until_comma = 3 + below(5);
            until_full_stop = 10 + below(10);
            starts_sentence = false;
        }
        if (!out.empty()) out += ' ';
        out += word;
        if (--until_full_stop <= 0 || made + 1 == count) {
            out += '.';
            starts_sentence = true;
        } else if (--until_comma <= 0) {
            out += ',';
            until_comma = 3 + below(5);
        }
    }
    call.budget().charge(out.size());
    return out;
}

Value lipsum(Call& call) {
    const std::int64_t paragraphs = call.integer(0);
    const bool as_html = call.flag(1);
    const std::int64_t least = call.integer(2);
    const std::int64_t most = call.integer(3);
    if (least >= most) raise_value("empty range for randrange()");
    std::string out;
    for (std::int64_t made = 0; made < paragraphs; ++made) {
        if (made > 0) out += as_html ? "\n" : "\n\n";
        const std::string paragraph =
            lipsum_paragraph(call, std::max<std::int64_t>(least, 1), most);
        out += as_html ? "<p>" + paragraph + "</p>" : paragraph;
    }
    return as_html ? safe_text(std::move(out)) : Value{out};
}

constexpr Row rows[] = {
    {"dict", "*args, **kwargs", "A dict from a dict or pairs, and from keywords.", dict},
    {"lipsum", "n=5, html=true, min=20, max=100", "Paragraphs of filler text.", lipsum},
    {"range",
     "*args",
     "range(stop), range(start, stop), range(start, stop, step); at most 100000 numbers.",
     range},
};

}  // namespace

std::span<const Row> sequence_globals() {
    return rows;
}

}  // namespace wf::expr::jinja
