// The option table as a whole, and its questions.
#include "config/option.hpp"
#include "config/options/rows.hpp"
#include "config/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <numeric>

namespace wf {

namespace {

// Edit distance: insertions, deletions, replacements.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

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

std::string_view did_you_mean(std::string_view text, std::span<const std::string_view> candidates) {
    std::string_view best;
    // A third of the letters may be wrong; more is another word.
    std::size_t nearest = text.size() / 3 + 1;
    for (const std::string_view candidate : candidates) {
        const std::size_t apart = distance(text, candidate);
        if (apart < nearest || (apart == nearest && best.empty())) {
            nearest = apart;
            best = candidate;
        }
    }
    return best;
}

std::string log_path(const Config& config) {
    const Config::General& general = config.general;
    if (general.log_dir.empty()) return general.log_file;
    if (general.log_file.empty()) return general.log_dir + "/mistral.log";
    return general.log_file.front() == '/' ? general.log_file
                                           : general.log_dir + "/" + general.log_file;
}

}  // namespace wf
