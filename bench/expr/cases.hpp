// Which expressions are measured: a table of texts, each with its data and its goal.
#pragma once
#include "value/value.hpp"

#include <span>
#include <string_view>

namespace bench {

struct Case {
    std::string_view name;  ///< for choosing it on the command line
    std::string_view title;
    std::string_view text;  ///< as it stands in a definition
    wf::Value (*data)();    ///< what `$` and `_` are
    double goal;            ///< evaluations per second on one core
};

std::span<const Case> cases();

}  // namespace bench
