// What a text allows of the ways to write it.
#pragma once
#include "lang/yaml.hpp"

#include <string_view>

namespace wf::lang::yaml {

struct TextAnalysis {
    bool may_be_plain = true;   ///< in block context, its type put aside
    bool may_be_single = true;  ///< in single quotes
    bool has_breaks = false;
};

TextAnalysis analyse(std::string_view text, const YamlStyle& style);

}  // namespace wf::lang::yaml
