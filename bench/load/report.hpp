// Results as a Markdown table.
#pragma once
#include "load/scenario.hpp"

#include <string>
#include <utility>
#include <vector>

namespace load {

struct Measured {
    const Scenario* scenario = nullptr;
    std::vector<std::vector<double>> runs;  ///< per run, one value per metric
    std::string problem;                    ///< why there are no values
};

struct ReportHead {
    std::vector<std::pair<std::string, std::string>> facts;
    int runs = 0;
    int commit_delay_ms = 0;
};

std::string report_page(const ReportHead& head, const std::vector<Measured>& measured);
/// Whether every metric with a goal has reached it.
bool all_reached(const std::vector<Measured>& measured);

}  // namespace load
