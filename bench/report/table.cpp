#include "report/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace report {

namespace {

struct Summary {
    double median = 0;
    double low = 0;
    double high = 0;
};

Summary summary_of(std::vector<double> values) {
    std::ranges::sort(values);
    return {values[values.size() / 2], values.front(), values.back()};
}

bool reached(const Goal& goal, double value) {
    if (!goal.value) return true;
    return goal.better == Better::higher ? value >= *goal.value : value <= *goal.value;
}

std::string goal_text(const Row& row) {
    if (!row.goal.value) return "";
    const char* const sign = row.goal.better == Better::higher ? "≥" : "≤";
    return fmt::format("{} {} {}", sign, shown(*row.goal.value), row.unit);
}

std::string line_of(const Row& row) {
    if (row.values.empty())
        return fmt::format("| {} | failed: {} | | | **no** |\n", row.what, row.problem);
    const Summary values = summary_of(row.values);
    const char* verdict = !row.goal.value                    ? ""
                          : reached(row.goal, values.median) ? "yes"
                                                             : "**no**";
    return fmt::format(
        "| {} | {} {} | {} – {} | {} | {} |\n",
        row.what,
        shown(values.median),
        row.unit,
        shown(values.low),
        shown(values.high),
        goal_text(row),
        verdict
    );
}

}  // namespace

std::string shown(double value) {
    if (value < 10) return fmt::format("{:.2f}", value);
    if (value < 100) return fmt::format("{:.1f}", value);
    if (value < 1000) return fmt::format("{:.0f}", value);
    const double unit = std::pow(10, std::floor(std::log10(value)) - 2);
    std::string digits = fmt::format("{:.0f}", std::round(value / unit) * unit);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

std::string table(const std::vector<Row>& rows) {
    std::string text =
        "| What | Median | Runs | Goal | Reached |\n| --- | --- | --- | --- | --- |\n";
    for (const Row& row : rows) text += line_of(row);
    return text;
}

bool all_reached(const std::vector<Row>& rows) {
    return std::ranges::all_of(rows, [](const Row& row) {
        return !row.values.empty() && reached(row.goal, summary_of(row.values).median);
    });
}

}  // namespace report
