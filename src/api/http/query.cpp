#include "api/http/query.hpp"

#include "api/http/percent.hpp"

#include <algorithm>

namespace wf::http {

QueryParameters::QueryParameters(std::string_view raw) {
    while (!raw.empty()) {
        const std::size_t end = std::min(raw.find('&'), raw.size());
        const std::string_view part = raw.substr(0, end);
        raw.remove_prefix(std::min(end + 1, raw.size()));
        if (part.empty()) continue;
        const std::size_t equals = std::min(part.find('='), part.size());
        const std::string_view value =
            equals == part.size() ? std::string_view{} : part.substr(equals + 1);
        parameters_.emplace_back(
            percent_decode(part.substr(0, equals), Plus::blank), percent_decode(value, Plus::blank)
        );
    }
}

const std::string* QueryParameters::find(std::string_view name) const {
    for (const auto& [key, value] : parameters_) {
        if (key == name) return &value;
    }
    return nullptr;
}

std::string_view QueryParameters::get(std::string_view name, std::string_view otherwise) const {
    const std::string* value = find(name);
    return value == nullptr ? otherwise : std::string_view{*value};
}

std::size_t QueryParameters::count(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::count(parameters_, name, &Parameter::first));
}

bool QueryParameters::flag(std::string_view name) const {
    const std::string* value = find(name);
    return value != nullptr && is_true(*value);
}

bool is_true(std::string_view value) {
    return !value.empty() && value != "0" && value != "false" && value != "False";
}

std::vector<std::string> split_commas(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(','), text.size());
        std::string_view part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
        while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
        if (!part.empty()) parts.emplace_back(part);
    }
    return parts;
}

}  // namespace wf::http
