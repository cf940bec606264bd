#include "app/cli/why/why_tree.hpp"

#include "value/json.hpp"

#include <fmt/format.h>

namespace wf::cli {

namespace {

std::string text_of(const Value& value) {
    return value.is_string() ? value.to_string() : to_json(value);
}

std::string span_text(Millis span) {
    const std::int64_t seconds = span.count() / 1000;
    if (seconds < 120) return fmt::format("{} s", seconds);
    if (seconds < 2 * 3600) return fmt::format("{} min", seconds / 60);
    return fmt::format("{} h", seconds / 3600);
}

/// " (in 25 s)" for a moment to come, " (overdue by 3 s)" for one that has passed.
std::string distance(const Value& due, Instant now) {
    if (!due.is_string()) return {};
    const auto at = parse_instant(due.as_string());
    if (!at) return {};
    if (*at >= now) return fmt::format(" (in {})", span_text(*at - now));
    return fmt::format(" (overdue by {})", span_text(now - *at));
}

/// What a cause is about: the task, or nothing where the text says it.
std::string subject_of(const Value& cause) {
    if (!cause["task"].is_string()) return {};
    return fmt::format("{} [{}] ", text_of(cause["task"]), text_of(cause["state"]));
}

void append_causes(std::string& out, const Value& parent, const std::string& margin, Instant now) {
    const auto causes =
        parent["causes"].is_list() ? parent["causes"].items() : std::span<const Value>{};
    const Value& more = parent["more"];
    for (std::size_t i = 0; i < causes.size(); ++i) {
        const Value& cause = causes[i];
        const bool is_last = i + 1 == causes.size() && more.is_null();
        out += fmt::format(
            "{}{}{}{}{}\n",
            margin,
            is_last ? "`- " : "|- ",
            subject_of(cause),
            text_of(cause["text"]),
            distance(cause["due"], now)
        );
        append_causes(out, cause, margin + (is_last ? "   " : "|  "), now);
    }
    if (!more.is_null()) out += fmt::format("{}`- and {} more\n", margin, text_of(more));
}

}  // namespace

std::string why_text(const Value& explanation, Instant now) {
    std::string out = fmt::format(
        "{} ({})\n{}\n",
        text_of(explanation["workflow"]),
        text_of(explanation["id"]),
        text_of(explanation["summary"])
    );
    append_causes(out, explanation, "", now);
    return out;
}

}  // namespace wf::cli
