#include "api/resource/list_query.hpp"

#include "api/resource/filters.hpp"
#include "value/python_text.hpp"

#include <algorithm>
#include <charconv>

namespace wf::api {
namespace {

constexpr std::string_view common_parameters[] = {
    "limit", "marker", "sort_keys", "sort_dirs", "fields"};

std::string lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

Result<void> check_names(const Call& call, const ListShape& shape) {
    for (const auto& [name, value] : call.query().all()) {
        const bool known =
            std::ranges::find(common_parameters, name) != std::end(common_parameters) ||
            std::ranges::find(shape.parameters, name, &ListParameter::name) !=
                shape.parameters.end();
        if (!known) return fail(ErrorCode::invalid_argument, "Unknown argument: \"" + name + "\"");
    }
    return {};
}

/// A limit given twice reaches the original's check as a list.
Result<std::string> limit_text(const http::QueryParameters& query) {
    if (query.count("limit") < 2) return std::string{query.get("limit")};
    std::string list;
    for (const auto& [name, value] : query.all()) {
        if (name == "limit") list += (list.empty() ? "[" : ", ") + python_repr(value);
    }
    return invalid_input(
        "limit",
        list + "]",
        "unable to convert to int. Error: int() argument must be a string, a bytes-like object or "
        "a "
        "real number, not 'list'"
    );
}

Result<void> read_limit(ListPlan& plan, const Call& call) {
    const std::size_t cap = call.options().max_limit;
    plan.limit = cap;
    if (call.query().find("limit") == nullptr) return {};
    WF_TRY(const std::string text, limit_text(call.query()));
    std::int64_t limit = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, limit);
    if (read.ec != std::errc{} || read.ptr != end || text.empty())
        return invalid_input(
            "limit",
            text,
            "unable to convert to int. Error: invalid literal for int() with base 10: " +
                python_repr(text)
        );
    if (limit <= 0) return fail(ErrorCode::invalid_argument, "Limit must be positive.");
    plan.limit = std::min(cap, static_cast<std::size_t>(limit));
    return {};
}

Result<std::vector<Sort>> read_sort_keys(const Call& call, const ListShape& shape) {
    std::vector<Sort> sort;
    for (std::string& part : http::split_commas(call.query().get("sort_keys"))) {
        std::string key = lower(std::move(part));
        if (std::ranges::find(sort, key, &Sort::column) != sort.end()) continue;
        if (!shape.find_column(key))
            return fail(ErrorCode::invalid_argument, "Unknown sort key: '" + key + "'.");
        sort.push_back({std::move(key), false});
    }
    if (sort.empty()) sort.push_back({std::string{shape.default_sort}, false});
    return sort;
}

Result<void> read_sort(ListPlan& plan, const Call& call, const ListShape& shape) {
    WF_TRY(std::vector<Sort> sort, read_sort_keys(call, shape));
    const auto directions = http::split_commas(call.query().get("sort_dirs"));
    if (directions.size() > sort.size())
        return fail(
            ErrorCode::invalid_argument,
            "Length of sort_keys must be equal or greater than sort_dirs."
        );
    for (std::size_t i = 0; i < directions.size(); ++i) {
        const std::string direction = lower(directions[i]);
        if (direction != "asc" && direction != "desc")
            return fail(
                ErrorCode::invalid_argument, "Unknown sort direction, must be 'desc' or 'asc'."
            );
        sort[i].descending = direction == "desc";
    }
    if (std::ranges::find(sort, "id", &Sort::column) == sort.end()) sort.push_back({"id", false});
    plan.query.sort = std::move(sort);
    return {};
}

Result<void> read_marker(ListPlan& plan, const Call& call, const ListShape& shape) {
    const std::string* marker = call.query().find("marker");
    if (marker == nullptr || marker->empty()) return {};
    if (shape.is_lenient) {
        plan.query.marker = *marker;
        return {};
    }
    std::optional<Id> id = parse_id(*marker);
    if (shape.collection == "executions") {
        WF_TRY(id, resolve_execution_id(call.storage(), *marker));
    }
    if (!id) return not_a_uuid("marker", *marker);
    plan.query.marker = to_text(*id);
    return {};
}

Result<void> read_filters(
    ListPlan& plan, const Call& call, const ListShape& shape, const std::optional<PathFilter>& path
) {
    for (const ListParameter& parameter : shape.parameters) {
        if (path && path->column == parameter.name) {
            plan.query.filters.push_back(
                {std::string{path->column}, FilterOp::eq, {Value{path->value}}}
            );
            plan.filters_link += "&" + std::string{path->column} + "=eq:" + path->text;
        } else if (const std::string* value = call.query().find(parameter.name)) {
            WF_CHECK(add_filter(plan, call, shape, parameter, *value));
        }
    }
    return {};
}

std::optional<std::size_t> index_of(const ListShape& shape, std::string_view name) {
    const auto place = std::ranges::find(shape.fields, name, &ListShape::FieldInfo::name);
    if (place == shape.fields.end() || place->shown == show::nowhere) return std::nullopt;
    return static_cast<std::size_t>(place - shape.fields.begin());
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) {
        if (!text.empty()) text += ", ";
        text += part;
    }
    return text;
}

std::string all_fields(const ListShape& shape) {
    std::vector<std::string> names;
    for (const auto& field : shape.fields) {
        if (field.shown != show::nowhere) names.emplace_back(field.name);
    }
    return joined(names);
}

/// Those of a list: what is computed for a single one only is left out silently.
Result<void> read_fields(ListPlan& plan, const Call& call, const ListShape& shape) {
    const bool with_output = call.query().flag("include_output");
    const auto shown = static_cast<std::uint8_t>(show::list | (with_output ? show::on_demand : 0));
    const auto names = http::split_commas(call.query().get("fields"));
    std::vector<std::string> unknown;
    for (const std::string& name : names) {
        if (!index_of(shape, name)) unknown.push_back(name);
    }
    if (!unknown.empty())
        return fail(
            ErrorCode::invalid_argument,
            "Some fields do not exist  [" + joined(unknown) + "], please choose from [" +
                all_fields(shape) + "]"
        );
    for (std::size_t i = 0; i < shape.fields.size(); ++i) {
        const auto& field = shape.fields[i];
        const bool asked = std::ranges::find(names, field.name) != names.end();
        const bool wanted =
            names.empty() ? (field.shown & shown) != 0
                          : field.name == "id" ||
                                (asked && (field.shown & (show::list | show::on_demand)) != 0);
        if (!wanted || !field.is_written) continue;
        plan.fields |= FieldMask{1} << i;
        plan.query.columns.emplace_back(field.column.empty() ? field.name : field.column);
    }
    for (const std::string& name : names) {
        plan.fields_link += plan.fields_link.empty() ? "&fields=" : ",";
        plan.fields_link += name;
    }
    return {};
}

}  // namespace

Result<ListPlan> plan_list(
    const Call& call, const ListShape& shape, const std::optional<PathFilter>& path
) {
    ListPlan plan;
    WF_CHECK(check_names(call, shape));
    WF_CHECK(read_limit(plan, call));
    WF_CHECK(read_sort(plan, call, shape));
    if (!shape.is_lenient) WF_CHECK(read_fields(plan, call, shape));
    WF_CHECK(read_filters(plan, call, shape, path));
    WF_CHECK(read_marker(plan, call, shape));
    plan.query.limit = plan.limit;
    return plan;
}

std::string next_link(
    const Call& call, const ListShape& shape, const ListPlan& plan, std::string_view marker
) {
    std::string keys;
    std::string directions;
    for (const Sort& sort : plan.query.sort) {
        keys += (keys.empty() ? "" : ",") + sort.column;
        directions += directions.empty() ? "" : ",";
        directions += sort.descending ? "desc" : "asc";
    }
    std::string link = call.base_url() + "/v2/";
    link += shape.collection;
    link += "?sort_keys=" + keys + "&sort_dirs=" + directions + plan.filters_link +
            "&limit=" + std::to_string(plan.limit) + "&marker=";
    link += marker;
    return link + plan.fields_link;
}

Result<FieldMask> masked_fields(const Call& call, const ListShape& shape, FieldMask otherwise) {
    const auto names = http::split_commas(call.query().get("fields"));
    if (names.empty()) return otherwise;
    FieldMask mask = FieldMask{1} << index_of(shape, "id").value_or(0);
    for (const std::string& name : names) {
        const auto index = index_of(shape, name);
        if (!index)
            return fail(ErrorCode::invalid_argument, "Field '" + name + "' does not exist.");
        if (shape.fields[*index].is_written) mask |= FieldMask{1} << *index;
    }
    return mask;
}

}  // namespace wf::api
