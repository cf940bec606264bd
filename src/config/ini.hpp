// The file syntax, as oslo.config reads it; what the words mean is not decided here.
#pragma once
#include "base/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wf {

struct IniEntry {
    std::string section;  ///< "DEFAULT" before the first section
    std::string name;
    std::string value;  ///< continuation lines joined by newlines
    std::size_t line = 0;
};

struct IniFile {
    std::vector<IniEntry> entries;    ///< in file order, repeated keys included
    std::vector<std::string> errors;  ///< "3: what is wrong; what to do", without the file's name
};

/// `[section]`, `key = value`, `key: value`, comment lines with # or ;, indented lines continue a
/// value.
IniFile parse_ini(std::string_view text);

}  // namespace wf
