// Filters that compare items: sorting, grouping, the smallest, duplicates.
#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/data/attribute_path.hpp"
#include "expr/jinja/data/compare.hpp"
#include "expr/jinja/data/keys.hpp"
#include "expr/jinja/data/operate.hpp"
#include "expr/jinja/object/generator.hpp"
#include "expr/runtime/unicode.hpp"

#include <algorithm>
#include <unordered_set>

namespace wf::expr::jinja {
namespace {

/// Texts in lower case, unless case counts; other values as they are.
Value comparable(const Value& value, bool is_case_sensitive) {
    if (is_case_sensitive) return value;
    const auto text = text_if(value);
    return text ? Value{unicode::lower(*text)} : value;
}

struct Keyed {
    Value key;
    Value item;
};

void sort_by_key(Evaluation& run, std::vector<Keyed>& items, bool is_reversed) {
    // Python's reverse keeps equal items in their order, too.
    std::stable_sort(items.begin(), items.end(), [&](const Keyed& a, const Keyed& b) {
        return is_reversed ? is_less(run, b.key, a.key) : is_less(run, a.key, b.key);
    });
}

Value sort(Call& call) {
    Evaluation& run = call.run;
    const bool is_case_sensitive = call.flag(2);
    const std::vector<AttributePath> paths = AttributePath::list(call[3]);
    std::vector<Keyed> items;
    for (Value& item : collect(run, call[0])) {
        run.budget().charge(sizeof(Keyed));
        if (paths.size() == 1) {
            Value key = comparable(paths[0].read(run, item), is_case_sensitive);
            items.push_back({std::move(key), std::move(item)});
            continue;
        }
        std::vector<Value> keys;
        keys.reserve(paths.size());
        for (const AttributePath& path : paths)
            keys.push_back(comparable(path.read(run, item), is_case_sensitive));
        items.push_back({make_tuple(std::move(keys)), std::move(item)});
    }
    sort_by_key(run, items, call.integer(1) != 0);
    std::vector<Value> sorted;
    sorted.reserve(items.size());
    for (Keyed& keyed : items) sorted.push_back(std::move(keyed.item));
    return make_list(run, std::move(sorted));
}

Value dictsort(Call& call) {
    Evaluation& run = call.run;
    const auto by = text_if(call[2]);
    if (!by || (*by != "key" && *by != "value"))
        raise("FilterArgumentError", "You can only sort by either \"key\" or \"value\"");
    need_defined(call[0]);
    if (!is_dict(call[0]))
        raise(
            "AttributeError",
            "'" + std::string{python_type(call[0])} + "' object has no attribute 'items'"
        );
    std::vector<Keyed> items;
    const Value view = Value::opaque<View>(call[0], View::Part::items);
    for (Value& pair : collect(run, view)) {
        Value key = comparable(pair.at(*by == "key" ? 0 : 1), call.flag(1));
        items.push_back({std::move(key), std::move(pair)});
    }
    sort_by_key(run, items, call.integer(3) != 0);
    std::vector<Value> sorted;
    sorted.reserve(items.size());
    for (Keyed& keyed : items) sorted.push_back(std::move(keyed.item));
    return make_list(run, std::move(sorted));
}

Value groupby(Call& call) {
    Evaluation& run = call.run;
    const bool is_case_sensitive = call.flag(3);
    const AttributePath path{call[1]};
    std::vector<Keyed> items;
    for (Value& item : collect(run, call[0])) {
        Value key = comparable(path.read(run, item, call[2]), is_case_sensitive);
        items.push_back({std::move(key), std::move(item)});
    }
    sort_by_key(run, items, false);
    std::vector<Value> groups;
    for (std::size_t begin = 0; begin < items.size();) {
        std::vector<Value> members;
        std::size_t end = begin;
        do members.push_back(items[end++].item);
        while (end < items.size() && equals(run, items[end].key, items[begin].key));
        // The label keeps the case of the group's first item.
        Value label = path.read(run, members[0], call[2]);
        groups.push_back(make_pair(std::move(label), make_list(run, std::move(members))));
        begin = end;
    }
    return make_list(run, std::move(groups));
}

Value extreme(Call& call, Order better) {
    Evaluation& run = call.run;
    const AttributePath path{call[2]};
    Walk walk{run, call[0]};
    Value best;
    if (!walk.next(best)) return undefined_because("No aggregated item, sequence was empty.");
    const bool is_case_sensitive = call.flag(1);
    Value best_key = comparable(path.read(run, best), is_case_sensitive);
    for (Value item; walk.next(item);) {
        Value key = comparable(path.read(run, item), is_case_sensitive);
        if (!ordered(run, key, better, best_key)) continue;
        best = std::move(item);
        best_key = std::move(key);
    }
    return best;
}

Value minimum(Call& call) {
    return extreme(call, Order::less);
}

Value maximum(Call& call) {
    return extreme(call, Order::greater);
}

class Unique : public Generator {
public:
    Unique(Evaluation& run, const Value& source, bool is_case_sensitive, const Value& attribute)
        : Generator(run, source, "do_unique"), is_case_sensitive_(is_case_sensitive),
          path_(attribute) {}

protected:
    bool advance(Value& out) override {
        while (draw(out)) {
            const Value key = key_of(run(), comparable(path_.read(run(), out), is_case_sensitive_));
            context().budget().charge(2 * sizeof(Value));
            if (seen_.insert(key).second) return true;
        }
        return false;
    }

private:
    bool is_case_sensitive_;
    AttributePath path_;
    std::unordered_set<Value> seen_;
};

Value unique(Call& call) {
    return Value::opaque<Unique>(call.run, call[0], call.flag(1), call[2]);
}

constexpr Row rows[] = {
    {"dictsort",
     "value, case_sensitive=false, by='key', reverse=false",
     "Pairs of a dict, sorted by key or by value.",
     dictsort},
    {"groupby",
     "value, attribute, default=none, case_sensitive=false",
     "Pairs (value of the attribute, list of the items with it), sorted.",
     groupby},
    {"max",
     "value, case_sensitive=false, attribute=none",
     "The largest item; undefined if there is none.",
     maximum},
    {"min",
     "value, case_sensitive=false, attribute=none",
     "The smallest item; undefined if there is none.",
     minimum},
    {"sort",
     "value, reverse=false, case_sensitive=false, attribute=none",
     "The items sorted, by one or more attributes: \"a,b\".",
     sort},
    {"unique",
     "value, case_sensitive=false, attribute=none",
     "The first of each group of equal items.",
     unique},
};

}  // namespace

std::span<const Row> order_filters() {
    return rows;
}

}  // namespace wf::expr::jinja
