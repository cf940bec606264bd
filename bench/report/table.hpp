// The table that every benchmark program prints: medians beside their goals.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace report {

enum class Better : std::uint8_t { higher, lower };

struct Goal {
    Better better = Better::lower;
    std::optional<double> value;
};

/// One line of the table: what was measured, once per run. Without values it has failed.
struct Row {
    std::string what;
    std::string_view unit;
    Goal goal;
    std::vector<double> values;
    std::string problem;
};

/// Three significant digits, thousands separated: 0.42, 17.3, 21,400.
std::string shown(double value);

std::string table(const std::vector<Row>& rows);

/// False if a row has failed or its median misses its goal.
bool all_reached(const std::vector<Row>& rows);

}  // namespace report
