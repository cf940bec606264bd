#include "api/resource/filters.hpp"

#include "value/json.hpp"
#include "value/python_text.hpp"

#include <algorithm>
#include <charconv>

namespace wf::api {
namespace {

struct OperatorName {
    std::string_view name;
    FilterOp op;
};

constexpr OperatorName operator_names[] = {
    {"eq", FilterOp::eq},
    {"neq", FilterOp::neq},
    {"gt", FilterOp::gt},
    {"gte", FilterOp::gte},
    {"lt", FilterOp::lt},
    {"lte", FilterOp::lte},
    {"in", FilterOp::in},
    {"nin", FilterOp::nin},
    {"has", FilterOp::has},
};

using Kind = ListParameter::Kind;

std::vector<Value> values_of(const OperatorValue& condition) {
    std::vector<Value> values;
    if (condition.op != FilterOp::in && condition.op != FilterOp::nin) {
        values.emplace_back(condition.value);
        return values;
    }
    for (const std::string& part : http::split_commas(condition.value)) values.emplace_back(part);
    return values;
}

void link(ListPlan& plan, std::string_view name, std::string_view op, std::string_view value) {
    plan.filters_link += '&';
    plan.filters_link += name;
    plan.filters_link += '=';
    plan.filters_link += op;
    plan.filters_link += ':';
    plan.filters_link += value;
}

void link_plain(ListPlan& plan, std::string_view name, std::string_view value) {
    plan.filters_link += '&';
    plan.filters_link += name;
    plan.filters_link += '=';
    plan.filters_link += value;
}

Result<void> add_nulls(ListPlan& plan, const ListShape& shape, std::string_view value) {
    for (const std::string& name : http::split_commas(value)) {
        const auto column = shape.find_column(name);
        if (!column || !column->nullable)
            return fail(
                ErrorCode::invalid_argument, "The field '" + name + "' can not be filtered by null."
            );
        plan.query.filters.push_back({name, FilterOp::is_null, {}});
    }
    link_plain(plan, "nulls", value);
    return {};
}

Result<void> add_json(ListPlan& plan, std::string_view name, std::string_view value) {
    const auto parsed = parse_json(value);
    if (!parsed || !parsed->is_dict())
        return invalid_input(name, value, "A JSON object is expected.");
    plan.query.filters.push_back({std::string{name}, FilterOp::eq, {Value{to_json(*parsed)}}});
    link(plan, name, "eq", value);
    return {};
}

Result<void> add_time(ListPlan& plan, std::string_view name, const OperatorValue& condition) {
    std::vector<Value> values;
    for (const Value& text : values_of(condition)) {
        const auto at = parse_instant(text.as_string());
        if (!at)
            return invalid_input(
                name, condition.value, "A time like 2026-01-31 08:05:00 is expected."
            );
        values.emplace_back(to_text(*at));
    }
    plan.query.filters.push_back({std::string{name}, condition.op, std::move(values)});
    link(plan, name, condition.name, condition.value);
    return {};
}

/// By id, whatever the operator says: the original's id type drops it.
Result<void> add_id(
    ListPlan& plan, const Call& call, const ListParameter& parameter, std::string_view value
) {
    const bool is_execution =
        parameter.kind == Kind::execution || parameter.name == "root_execution_id";
    std::optional<Id> id = parse_id(value);
    if (is_execution) {
        WF_TRY(id, resolve_execution_id(call.storage(), value));
    }
    if (!id && parameter.kind == Kind::uuid) return not_a_uuid(parameter.name, value);
    link(plan, parameter.name, "eq", value);
    if (!id)
        plan.matches_nothing = true;
    else
        plan.query.filters.push_back(
            {std::string{parameter.name}, FilterOp::eq, {Value{to_text(*id)}}}
        );
    return {};
}

/// A number of at least 1. The original's integer type drops the operator.
Result<void> add_integer(ListPlan& plan, std::string_view name, std::string_view value) {
    std::int64_t number = 0;
    const char* end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end || value.empty()) {
        return invalid_input(
            name,
            value,
            "unable to convert to int. Error: invalid literal for int() with base 10: " +
                python_repr(Value{value})
        );
    }
    if (number < 1) return invalid_input(name, value, "Value should be greater or equal to 1");
    plan.query.filters.push_back({std::string{name}, FilterOp::eq, {Value{number}}});
    link(plan, name, "eq", value);
    return {};
}

void add_condition(ListPlan& plan, std::string_view name, const OperatorValue& condition) {
    plan.query.filters.push_back({std::string{name}, condition.op, values_of(condition)});
    link(plan, name, condition.name, condition.value);
}

}  // namespace

OperatorValue split_operator(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return {.value = text};
    const auto known =
        std::ranges::find(operator_names, text.substr(0, colon), &OperatorName::name);
    if (known == std::end(operator_names)) return {.value = text};
    return {known->op, known->name, text.substr(colon + 1)};
}

Result<void> add_filter(
    ListPlan& plan,
    const Call& call,
    const ListShape& shape,
    const ListParameter& parameter,
    std::string_view value
) {
    const std::string_view name = parameter.name;
    const OperatorValue condition = split_operator(value);
    switch (parameter.kind) {
    case Kind::text:
    case Kind::name: add_condition(plan, name, condition); return {};
    case Kind::uuid:
    case Kind::execution: return add_id(plan, call, parameter, condition.value);
    case Kind::integer: return add_integer(plan, name, condition.value);
    case Kind::time: return add_time(plan, name, condition);
    case Kind::json: return add_json(plan, name, condition.value);
    case Kind::nulls: return add_nulls(plan, shape, value);
    case Kind::boolean: {
        const bool wanted = http::is_true(condition.value);
        plan.query.filters.push_back({std::string{name}, FilterOp::eq, {Value{wanted}}});
        link(plan, name, "eq", wanted ? "True" : "False");
        return {};
    }
    case Kind::tags: {
        OperatorValue contains{.op = FilterOp::in, .name = "eq", .value = condition.value};
        if (condition.op == FilterOp::neq || condition.op == FilterOp::nin)
            contains = {FilterOp::nin, condition.name, condition.value};
        add_condition(plan, name, contains);
        return {};
    }
    case Kind::flag:
        if (http::is_true(value)) link_plain(plan, name, value);
        return {};
    case Kind::all_projects:
        if (!http::is_true(value)) return {};
        link_plain(plan, name, value);
        return call.enforce(shape.all_projects_rule);
    case Kind::unsupported: break;
    }
    return fail(
        ErrorCode::invalid_argument, "Filtering by '" + std::string{name} + "' is not supported."
    );
}

}  // namespace wf::api
