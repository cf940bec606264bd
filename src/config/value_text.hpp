// Between the text of an option's value and its typed slot.
#pragma once
#include "base/error.hpp"
#include "config/option.hpp"

#include <string>
#include <string_view>

namespace wf {

/// Reads `text` into the slot that `option` has in `config`, checking type, range and choices.
/// @errors invalid_argument: "'abc' is not an integer; give one from 0 to 65535" (without a place).
Result<void> set_value(const Option& option, Config& config, std::string_view text);

/// The value as a file would write it.
std::string slot_text(const Slot& slot);

/// "from 0 to 65535", "of at least 1"; empty if there is no bound.
std::string range_text(const Option& option);

}  // namespace wf
