// What the numbers were measured on.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace load {

/// Name and value of each fact, the cost of a sync to `folder`'s disk included.
std::vector<std::pair<std::string, std::string>> machine_facts(const std::string& folder);

}  // namespace load
