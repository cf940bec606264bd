// A row of the option table, and what can be asked of the whole table.
#pragma once
#include "config/config.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace wf {

/// Where an option's value lives; its alternative is the option's type.
using Slot = std::variant<std::string*, std::int64_t*, double*, bool*, std::vector<std::string>*>;

enum class Secret : std::uint8_t {
    no,
    url,    // a URL whose password is masked when shown
    whole,  // never shown
};

inline constexpr double no_limit = std::numeric_limits<double>::infinity();

/// One row gives parsing, range check, origin, --print-config and the reference page. The
/// documented default is what Config{} holds, so it cannot disagree with the code.
struct Option {
    std::string_view section;
    std::string_view name;
    Slot (*slot)(Config&);
    std::string_view doc;
    std::string_view unit = "";
    double min = -no_limit;
    double max = no_limit;
    std::span<const std::string_view> choices = {};  ///< for texts and for the items of lists
    Secret secret = Secret::no;
    /// Says what is wrong with a text or list item that has the right type; empty: nothing.
    std::string (*problem)(std::string_view item) = nullptr;
    bool is_ours = false;                    ///< unknown to the original
    std::string_view upstream_default = "";  ///< where the original's differs
    std::string_view since = "0.1";
};

/// All rows, grouped by section.
std::span<const Option> options();
/// nullptr if there is none. Section and name as written in files ("DEFAULT").
const Option* find_option(std::string_view section, std::string_view name);
/// "integer", "list" …
std::string_view type_name(const Option& option);
/// Environment variable that sets it: OS_API__PORT.
std::string environment_name(const Option& option);
/// The value as it would be written in a file; secrets masked.
std::string shown_value(const Option& option, const Config& config);

/// Options of the original that do nothing here: taken with a warning that says why.
/// @return why; nullptr if the original has no such option either.
const std::string_view* why_ignored(std::string_view section, std::string_view name);
/// Every section that may appear in a file.
std::span<const std::string_view> known_sections();

}  // namespace wf
