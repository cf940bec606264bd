#include "app/cli/output/render.hpp"

#include "lang/yaml.hpp"
#include "value/json.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wf::cli {

namespace {

/// An object per row, as JSON and YAML show it.
Value as_value(const Outcome& outcome) {
    ListBuilder list;
    for (const std::vector<Value>& row : outcome.rows) {
        DictBuilder object;
        for (std::size_t i = 0; i < row.size(); ++i) object.set(outcome.titles[i], row[i]);
        list.push(std::move(object).freeze());
    }
    const Value all = std::move(list).freeze();
    return outcome.shape == Shape::fields ? all.at(0) : all;
}

std::string render_json(const Outcome& outcome) {
    return to_json(as_value(outcome), JsonStyle::indented) + "\n";
}

std::string render_yaml(const Outcome& outcome) {
    return lang::write_yaml(as_value(outcome));
}

struct Format {
    std::string_view name;
    std::string (*render)(const Outcome& outcome);
};

constexpr Format formats[] = {
    {"table", render_table},
    {"json", render_json},
    {"yaml", render_yaml},
    {"csv", render_csv},
    {"value", render_value},
};

/// Keeps the named columns, in the order of the names.
Result<Outcome> pick_columns(Outcome outcome, std::span<const std::string> names) {
    if (names.empty()) return outcome;
    std::vector<std::size_t> places;
    for (const std::string& name : names) {
        const auto found = std::ranges::find(outcome.titles, name);
        if (found == outcome.titles.end())
            return fail(
                ErrorCode::invalid_argument,
                fmt::format(
                    "there is no column '{}'; there are: {}", name, fmt::join(outcome.titles, ", ")
                )
            );
        places.push_back(static_cast<std::size_t>(found - outcome.titles.begin()));
    }
    Outcome picked = outcome;
    picked.titles.assign(names.begin(), names.end());
    for (std::size_t i = 0; i < outcome.rows.size(); ++i) {
        picked.rows[i].clear();
        for (const std::size_t place : places) picked.rows[i].push_back(outcome.rows[i][place]);
    }
    return picked;
}

}  // namespace

Result<std::string> render(
    Outcome outcome, std::string_view format, std::span<const std::string> columns
) {
    if (outcome.shape == Shape::text) return std::move(outcome.text);
    WF_TRY(const Outcome picked, pick_columns(std::move(outcome), columns));
    for (const Format& known : formats) {
        if (known.name == format) return known.render(picked);
    }
    return fail(
        ErrorCode::invalid_argument,
        fmt::format("unknown format '{}'; there are: table, json, yaml, csv, value", format)
    );
}

std::string cell_text(const Value& value) {
    if (value.is_null()) return "None";
    if (value.is_string()) return value.to_string();
    if (value.is_bool()) return value.as_bool() ? "True" : "False";
    return to_json(value, JsonStyle::python);
}

}  // namespace wf::cli
