#include "engine/items.hpp"

#include "value/python_text.hpp"

namespace wf::engine {
namespace {

/// The elements that Python would iterate over; null if there are none to speak of.
std::optional<Value> as_list(const Value& source) {
    switch (source.kind()) {
    case Kind::list: return source;
    case Kind::set: {
        const auto members = source.items();
        return Value::list(std::vector<Value>(members.begin(), members.end()));
    }
    case Kind::dict: {
        ListBuilder keys(source.size());
        for (const Member& m : source.members()) keys.push(m.key);
        return std::move(keys).freeze();
    }
    case Kind::string: {
        ListBuilder characters;
        const std::string_view text = source.as_string();
        for (std::size_t at = 0; at < text.size();) {
            std::size_t end = at + 1;
            while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
                ++end;
            characters.push(text.substr(at, end - at));
            at = end;
        }
        return std::move(characters).freeze();
    }
    default: return std::nullopt;
    }
}

tl::unexpected<Error> wrong_format(
    const std::vector<Value>& sources, const TaskSpec& spec, std::string_view problem
) {
    DictBuilder shown;
    for (std::size_t i = 0; i < sources.size(); ++i)
        shown.set(spec.with_items[i].variable, sources[i]);
    return fail(
        ErrorCode::evaluation_failed,
        "Wrong input format for: " + python_repr(std::move(shown).freeze()) + ". " +
            std::string{problem}
    );
}

}  // namespace

Result<Items> evaluate_items(const Step& step, TaskIx task) {
    const TaskSpec& spec = step.spec_of(step.task(task));
    const TaskScope scope(step, task);
    Items items;
    for (const WithItem& entry : spec.with_items) {
        WF_TRY(const Value source, scope.evaluate(entry.source));
        const std::optional<Value> list = as_list(source);
        if (!list) return wrong_format({}, spec, "Iterable type is expected for each value.");
        items.sources.push_back(*list);
    }
    items.count =
        items.sources.empty() ? 0 : static_cast<std::int64_t>(items.sources.front().size());
    for (const Value& source : items.sources) {
        if (static_cast<std::int64_t>(source.size()) == items.count) continue;
        return wrong_format(items.sources, spec, "All arrays must have the same length.");
    }
    return items;
}

Value item_variables(const TaskSpec& spec, const std::vector<Value>& sources, std::uint32_t index) {
    DictBuilder variables;
    for (std::size_t i = 0; i < spec.with_items.size(); ++i) {
        variables.set(spec.with_items[i].variable, sources[i].at(index));
    }
    return std::move(variables).freeze();
}

}  // namespace wf::engine
