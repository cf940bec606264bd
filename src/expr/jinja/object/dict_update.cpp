#include "expr/jinja/object/dict_update.hpp"

#include "expr/jinja/data/keys.hpp"
#include "expr/jinja/data/walk.hpp"

namespace wf::expr::jinja {

void update_dict(Evaluation& run, DictBox& dict, const Value& source) {
    if (is_dict(source)) {
        run.budget().charge(members_of(source).size() * sizeof(Member));
        // Updating a dict with itself must not walk what it changes.
        const std::span<const Member> members = members_of(source);
        const std::vector<Member> copy{members.begin(), members.end()};
        for (const Member& member : copy) dict.set(member.key, member.value);
        return;
    }
    Walk walk{run, source};
    Value item;
    for (std::int64_t position = 0; walk.next(item); ++position) {
        const std::string where = "dictionary update sequence element #" + std::to_string(position);
        if (!is_iterable(item)) raise_type("cannot convert " + where + " to a sequence");
        std::vector<Value> pair = collect(run, item);
        if (pair.size() != 2)
            raise_value(where + " has length " + std::to_string(pair.size()) + "; 2 is required");
        run.budget().charge(sizeof(Member));
        dict.set(key_of(run, pair[0]), std::move(pair[1]));
    }
}

Value dict_from(Evaluation& run, const Value& box) {
    if (run.is_boxed()) return box;
    DictBuilder plain{members_of(box).size()};
    for (const Member& member : members_of(box)) plain.set(member.key, member.value);
    return std::move(plain).freeze();
}

}  // namespace wf::expr::jinja
