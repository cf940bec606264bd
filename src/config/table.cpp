// The option table as a whole, and its questions.
#include "config/option.hpp"
#include "config/options/rows.hpp"
#include "config/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace wf {

namespace {

std::string with_password_masked(std::string_view url) {
    const std::size_t at = url.rfind('@');
    const std::size_t start = url.find("://");
    if (at == std::string_view::npos || start == std::string_view::npos) return std::string{url};
    const std::size_t colon = url.find(':', start + 3);
    if (colon == std::string_view::npos || colon > at) return std::string{url};
    return fmt::format("{}***{}", url.substr(0, colon + 1), url.substr(at));
}

}  // namespace

std::span<const Option> options() {
    static const std::vector<Option> all = [] {
        std::vector<Option> rows;
        for (const auto& part :
             {config_rows::server(),
              config_rows::engine(),
              config_rows::actions(),
              config_rows::services(),
              config_rows::expressions()}) {
            rows.insert(rows.end(), part.begin(), part.end());
        }
        return rows;
    }();
    return all;
}

const Option* find_option(std::string_view section, std::string_view name) {
    const auto found = std::ranges::find_if(options(), [&](const Option& option) {
        return option.section == section && option.name == name;
    });
    return found == options().end() ? nullptr : &*found;
}

std::string_view type_name(const Option& option) {
    constexpr std::array<std::string_view, std::variant_size_v<Slot>> names = {
        "text", "integer", "number", "boolean", "list"};
    Config config;
    return names[option.slot(config).index()];
}

std::string environment_name(const Option& option) {
    std::string name = fmt::format("OS_{}__{}", option.section, option.name);
    for (char& c : name) {
        c = c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return name;
}

std::string shown_value(const Option& option, const Config& config) {
    Config copy = config;
    const std::string text = slot_text(option.slot(copy));
    if (option.secret == Secret::whole && !text.empty()) return "***";
    return option.secret == Secret::url ? with_password_masked(text) : text;
}

std::string log_path(const Config& config) {
    const Config::General& general = config.general;
    if (general.log_dir.empty()) return general.log_file;
    if (general.log_file.empty()) return general.log_dir + "/mistral.log";
    return general.log_file.front() == '/' ? general.log_file
                                           : general.log_dir + "/" + general.log_file;
}

}  // namespace wf
