// Cutting a workbook's member out of the book's text.
#pragma once
#include "lang/yaml/node.hpp"

#include <string>
#include <string_view>

namespace wf::lang {

/// "<name>:\n  …" as written, comments included, indentation of the name removed. Where that would
/// not read back as the same value (flow style, several keys in a line), the member is written
/// anew.
std::string cut_member(std::string_view text, const yaml::Node& member);

}  // namespace wf::lang
