// Comparing a value with what a case expects of it, part by part, so that a difference is told
// where it is written.
#pragma once
#include "app/cases/problem.hpp"

#include <cstdint>
#include <string>

namespace wf::cases {

enum class Dicts : std::uint8_t {
    whole,  // all keys are expected
    parts,  // others may be there
};

/// Texts between slashes are looked for anywhere: /Failed by/. Everything else compares exactly.
/// Adds a problem for each part that differs; `what` names the value.
void compare(
    const std::string& what,
    const Value& actual,
    const MarkedYaml& expected,
    Dicts dicts,
    Problems& problems
);

}  // namespace wf::cases
