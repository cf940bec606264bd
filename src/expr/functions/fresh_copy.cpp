#include "expr/functions/fresh_copy.hpp"

#include "value/freshness.hpp"

namespace wf::expr {
namespace {

Value copied(Context& context, const Value& data) {
    if (!data.is_list() && !data.is_dict()) return data;
    const Nesting nesting(context.budget());
    context.budget().steps(static_cast<std::int64_t>(data.size() / 4));
    if (data.is_list()) {
        context.budget().charge(data.size() * sizeof(Value));
        std::vector<Value> items;
        items.reserve(data.size());
        for (const Value& item : data.items()) items.push_back(copied(context, item));
        return Value::list(std::move(items), ListFlavor::fresh);
    }
    if (data.depth() <= 1) return as_fresh_dict(data);
    context.budget().charge(data.size() * sizeof(Member));
    DictBuilder builder(data.size());
    for (const Member& member : data.members())
        builder.set(member.key, copied(context, member.value));
    return as_fresh_dict(std::move(builder).freeze());
}

}  // namespace

Value fresh_copy(Context& context, const Value& data) {
    return context.language() == Language::yaql ? copied(context, data) : data;
}

}  // namespace wf::expr
