// GET /v2/actions: built-in and ad-hoc actions as one list, filtered, sorted and paged in memory –
// there are a few hundred at most.
#include "api/resource/action_fields.hpp"
#include "api/resource/list_query.hpp"

#include <algorithm>

namespace wf::api {
namespace {

using ActionColumn = Column<ActionDefinitionRow>;

/// What a column shows, as text; built-in actions have no times and no tags.
std::string shown_text(const ActionColumn& column, const ActionRow& action) {
    if (action.is_builtin && column.name == "id") return action.row.name;
    if (action.is_builtin && column.kind == ColumnKind::time) return {};
    const Value value = shown(column.kind, column.get(action.row));
    if (value.is_null()) return {};
    return value.is_string() ? value.to_string() : to_json(value);
}

std::string text_of_filter(const Value& value) {
    return value.is_string() ? value.to_string() : to_json(value);
}

bool contains_all(const std::string& text, const std::vector<Value>& parts) {
    return std::ranges::all_of(parts, [&](const Value& part) {
        return text.find(text_of_filter(part)) != std::string::npos;
    });
}

bool equals_any(const std::string& text, const std::vector<Value>& values) {
    return std::ranges::any_of(values, [&](const Value& each) {
        return text == text_of_filter(each);
    });
}

bool fulfils(const Filter& filter, const ActionRow& action) {
    const ActionColumn* column = find_column<ActionDefinitionRow>(filter.column);
    const std::string text = shown_text(*column, action);
    const bool is_tags = column->kind == ColumnKind::tags;
    const std::string wanted = filter.values.empty() ? "" : text_of_filter(filter.values.front());
    switch (filter.op) {
    case FilterOp::eq: return is_tags ? contains_all(text, filter.values) : text == wanted;
    case FilterOp::neq: return text != wanted;
    case FilterOp::gt: return text > wanted;
    case FilterOp::gte: return text >= wanted;
    case FilterOp::lt: return text < wanted;
    case FilterOp::lte: return text <= wanted;
    case FilterOp::in:
        return is_tags ? contains_all(text, filter.values) : equals_any(text, filter.values);
    case FilterOp::nin:
        return is_tags ? !contains_all(text, filter.values) : !equals_any(text, filter.values);
    case FilterOp::has: return contains_all(text, filter.values);
    case FilterOp::is_null: return text.empty();
    }
    return false;
}

bool comes_before(const std::vector<Sort>& sort, const ActionRow& a, const ActionRow& b) {
    for (const Sort& key : sort) {
        const ActionColumn* column = find_column<ActionDefinitionRow>(key.column);
        const std::string left = shown_text(*column, a);
        const std::string right = shown_text(*column, b);
        if (left != right) return (left < right) != key.descending;
    }
    return false;
}

/// The original's paging: the marker is a name, and its element is
/// shown again.
std::size_t first_of_page(
    const std::vector<ActionRow>& all, const std::optional<std::string>& marker
) {
    if (!marker) return 0;
    const auto place = std::ranges::find_if(all, [&](const ActionRow& action) {
        return action.row.name == *marker;
    });
    return place == all.end() ? 0 : static_cast<std::size_t>(place - all.begin());
}

ListShape shape_of_actions() {
    ListShape shape{
        .collection = actions.collection,
        .not_found = {},
        .all_projects_rule = {},
        .parameters = actions.parameters,
        .fields = {},
        .find_column = [](std::string_view name) -> std::optional<ListShape::ColumnInfo> {
            const ActionColumn* column = find_column<ActionDefinitionRow>(name);
            if (column == nullptr) return std::nullopt;
            return ListShape::ColumnInfo{column->kind, column->nullable};
        }};
    shape.default_sort = "name";
    shape.is_lenient = true;
    return shape;
}

std::string last_id(const ActionRow& action) {
    return action.is_builtin ? action.row.name : to_text(action.row.id);
}

}  // namespace

Result<void> list_actions(Call& call) {
    const ListShape shape = shape_of_actions();
    WF_TRY(ListPlan plan, plan_list(call, shape));
    if (call.query().find("namespace") == nullptr) {
        plan.query.filters.push_back({"namespace", FilterOp::eq, {Value{""}}});
        plan.filters_link += "&namespace=eq:";
    }
    WF_TRY(std::vector<ActionRow> all, all_actions(call));
    std::erase_if(all, [&](const ActionRow& action) {
        return !std::ranges::all_of(plan.query.filters, [&](const Filter& filter) {
            return fulfils(filter, action);
        });
    });
    std::ranges::stable_sort(all, [&](const ActionRow& a, const ActionRow& b) {
        return comes_before(plan.query.sort, a, b);
    });
    const std::size_t begin = first_of_page(all, plan.query.marker);
    const std::size_t end = std::min(all.size(), begin + plan.limit);
    RowWriter out{call};
    write_rows<ActionRow>(
        out, actions, actions.mask(show::list), std::span{all}.subspan(begin, end - begin)
    );
    if (end - begin == plan.limit) {
        out.raw(",\"next\":");
        out.text(next_link(call, shape, plan, last_id(all[end - 1])));
    }
    out.raw("}");
    return {};
}

}  // namespace wf::api
