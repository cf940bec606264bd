#include "app/cli/columns.hpp"

#include "value/json.hpp"

#include <fmt/format.h>

#include <optional>

namespace wf::cli {

namespace {

constexpr std::size_t cut_at = 25;
constexpr std::string_view none = "<none>";

bool in_lists(const Column& column) {
    return column.cell != Cell::json && column.cell != Cell::detail;
}

/// Cuts behind a whole character.
std::string cut(std::string_view text) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins_character = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins_character && ++characters > cut_at)
            return std::string{text.substr(0, at)} + "...";
    }
    return std::string{text};
}

std::string tags_text(const Value& tags) {
    std::string text;
    for (const Value& tag : tags.items()) {
        if (!text.empty()) text += ", ";
        text += tag.is_string() ? tag.to_string() : to_json(tag);
    }
    return text.empty() ? std::string{none} : text;
}

bool is_finished(const Value& state) {
    return state == Value{"SUCCESS"} || state == Value{"ERROR"};
}

/// JSON inside of a JSON string, as the API sends it, on several lines.
std::string pretty(const Value& value) {
    if (!value.is_string()) return to_json(value, JsonStyle::indented);
    const Result<Value> parsed = parse_json(value.as_string());
    return parsed ? to_json(*parsed, JsonStyle::indented) : value.to_string();
}

Value cell_of(const Column& column, const Value& object, Shape shape, Instant now) {
    const Value& value = object[column.field];
    switch (column.cell) {
    case Cell::plain:
    case Cell::detail: return value;
    case Cell::cut:
        return shape == Shape::rows && value.is_string() ? Value{cut(value.as_string())} : value;
    case Cell::or_none: return value.is_null() || value == Value{""} ? Value{none} : value;
    case Cell::tags: return tags_text(value);
    case Cell::json: return pretty(value);
    case Cell::run_time:
        return duration_text(
            object["created_at"], is_finished(object["state"]) ? object["updated_at"] : Value{}, now
        );
    case Cell::task_time: return duration_text(object["started_at"], object["finished_at"], now);
    }
    return {};
}

std::string clock_text(std::int64_t seconds) {
    const std::int64_t days = seconds / 86'400;
    const std::int64_t rest = seconds % 86'400;
    const std::string time = fmt::format("{}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60);
    if (days == 0) return time;
    return fmt::format("{} day{}, {}", days, days == 1 ? "" : "s", time);
}

std::optional<Instant> instant_of(const Value& text) {
    return text.is_string() ? parse_instant(text.as_string()) : std::nullopt;
}

}  // namespace

Outcome fields_outcome(const Resource& resource, const Value& object, Instant now) {
    Outcome outcome{.shape = Shape::fields, .text = {}, .titles = {}, .rows = {{}}};
    for (const Column& column : resource.columns) {
        outcome.titles.emplace_back(column.title);
        outcome.rows[0].push_back(cell_of(column, object, Shape::fields, now));
    }
    return outcome;
}

Outcome rows_outcome(const Resource& resource, std::span<const Value> objects, Instant now) {
    Outcome outcome{.shape = Shape::rows, .text = {}, .titles = {}, .rows = {}};
    for (const Column& column : resource.columns) {
        if (in_lists(column)) outcome.titles.emplace_back(column.title);
    }
    for (const Value& object : objects) {
        std::vector<Value>& row = outcome.rows.emplace_back();
        for (const Column& column : resource.columns) {
            if (in_lists(column)) row.push_back(cell_of(column, object, Shape::rows, now));
        }
    }
    return outcome;
}

std::string listed_fields(const Resource& resource) {
    std::string fields;
    for (const Column& column : resource.columns) {
        if (column.cell == Cell::run_time || column.cell == Cell::task_time) continue;
        if (!fields.empty()) fields += ',';
        fields += column.field;
    }
    return fields;
}

std::string duration_text(const Value& from, const Value& to, Instant now) {
    const std::optional<Instant> start = instant_of(from);
    if (!start) return "";
    if (const std::optional<Instant> end = instant_of(to))
        return clock_text((*end - *start).count() / 1000);
    const std::int64_t elapsed_s = (now - *start).count() / 1000;
    return elapsed_s < 2 ? "..." : clock_text(elapsed_s) + "...";
}

}  // namespace wf::cli
