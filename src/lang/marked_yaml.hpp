// YAML with positions, for those who report on files of their own (workflow cases).
#pragma once
#include "lang/yaml/node.hpp"

#include <string_view>

namespace wf::lang {

using MarkedYaml = yaml::Node;
using YamlMark = yaml::Mark;

/// As parse_yaml, but every value knows where it was written. @errors as parse_yaml.
Result<MarkedYaml> parse_marked_yaml(std::string_view text, const YamlLimits& limits = {});

}  // namespace wf::lang
