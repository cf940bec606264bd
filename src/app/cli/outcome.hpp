// What a command answers: data and its shape. How it is shown is in output/.
#pragma once
#include "value/value.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace wf::cli {

enum class Shape : std::uint8_t {
    text,    // printed as it is
    fields,  // one object: Field/Value
    rows,    // a list of objects
};

/// Exit codes of every command; `run` adds its own for states that are neither success nor error.
enum ExitCode : int { exit_success = 0, exit_failure = 1, exit_usage = 2 };

struct Outcome {
    Shape shape = Shape::text;
    std::string text;
    std::vector<std::string> titles;
    std::vector<std::vector<Value>> rows;  ///< `fields` has exactly one
    int exit_code = exit_success;
};

}  // namespace wf::cli
