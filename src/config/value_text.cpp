#include "config/value_text.hpp"

#include "base/suggest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <optional>

namespace wf {

namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t start = text.find_first_not_of(" \t\n");
    if (start == std::string_view::npos) return {};
    return text.substr(start, text.find_last_not_of(" \t\n") - start + 1);
}

std::optional<bool> parse_bool(std::string_view text) {
    constexpr std::array<std::string_view, 4> yes = {"1", "yes", "true", "on"};
    constexpr std::array<std::string_view, 4> no = {"0", "no", "false", "off"};
    std::string lower{text};
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    });
    if (std::ranges::find(yes, lower) != yes.end()) return true;
    if (std::ranges::find(no, lower) != no.end()) return false;
    return std::nullopt;
}

std::vector<std::string> split_list(std::string_view text) {
    // Brackets around a list are allowed; commas and ends of lines separate.
    if (text.size() >= 2 && text.front() == '[' && text.back() == ']') {
        text = text.substr(1, text.size() - 2);
    }
    std::vector<std::string> items;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(",\n"), text.size());
        const std::string_view item = trimmed(text.substr(0, end));
        if (!item.empty()) items.emplace_back(item);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return items;
}

tl::unexpected<Error> bad_value(std::string message) {
    return fail(ErrorCode::invalid_argument, std::move(message));
}

// What an item of a list, or a single text, must satisfy.
Result<void> check_item(const Option& option, std::string_view item) {
    const auto& choices = option.choices;
    if (!choices.empty() && std::ranges::find(choices, item) == choices.end()) {
        const std::string hint = did_you_mean(item, choices);
        return bad_value(
            fmt::format("'{}' is not one of {}{}", item, fmt::join(choices, ", "), hint)
        );
    }
    if (option.problem == nullptr) return {};
    if (std::string problem = option.problem(item); !problem.empty()) {
        return bad_value(std::move(problem));
    }
    return {};
}

template <class T>
struct NumberWords;

template <>
struct NumberWords<std::int64_t> {
    static constexpr std::string_view article = "an integer";
};

template <>
struct NumberWords<double> {
    static constexpr std::string_view article = "a number";
};

struct Setter {
    const Option& option;
    std::string_view text;

    template <class T>
    Result<void> number(T* slot) const {
        T value{};
        const char* last = text.data() + text.size();
        const auto [end, error] = std::from_chars(text.data(), last, value);
        const bool is_number = error == std::errc{} && end == last && !text.empty();
        const auto as_double = static_cast<double>(value);
        if (!is_number || !(as_double >= option.min) || !(as_double <= option.max)) {
            const std::string range = range_text(option);
            return bad_value(fmt::format(
                "'{}' is not {}{}{}", text, NumberWords<T>::article, range.empty() ? "" : " ", range
            ));
        }
        if (option.problem != nullptr) WF_CHECK(check_item(option, text));
        *slot = value;
        return {};
    }

    Result<void> operator()(std::int64_t* slot) const { return number(slot); }

    Result<void> operator()(double* slot) const { return number(slot); }

    Result<void> operator()(bool* slot) const {
        const std::optional<bool> value = parse_bool(text);
        if (!value)
            return bad_value(fmt::format("'{}' is not a boolean; write true or false", text));
        WF_CHECK(check_item(option, *value ? "true" : "false"));
        *slot = *value;
        return {};
    }

    Result<void> operator()(std::string* slot) const {
        WF_CHECK(check_item(option, text));
        *slot = std::string{text};
        return {};
    }

    Result<void> operator()(std::vector<std::string>* slot) const {
        std::vector<std::string> items = split_list(text);
        for (const std::string& item : items) WF_CHECK(check_item(option, item));
        *slot = std::move(items);
        return {};
    }
};

struct Shower {
    std::string operator()(const std::int64_t* slot) const { return fmt::format("{}", *slot); }

    std::string operator()(const double* slot) const { return fmt::format("{}", *slot); }

    std::string operator()(const bool* slot) const { return *slot ? "true" : "false"; }

    std::string operator()(const std::string* slot) const { return *slot; }

    std::string operator()(const std::vector<std::string>* slot) const {
        return fmt::format("{}", fmt::join(*slot, ","));
    }
};

std::string bound_text(double bound) {
    return fmt::format("{:.0f}", bound);
}

}  // namespace

Result<void> set_value(const Option& option, Config& config, std::string_view text) {
    return std::visit(Setter{option, trimmed(text)}, option.slot(config));
}

std::string slot_text(const Slot& slot) {
    return std::visit(Shower{}, slot);
}

std::string range_text(const Option& option) {
    const bool has_min = std::isfinite(option.min);
    const bool has_max = std::isfinite(option.max);
    if (has_min && has_max) {
        return fmt::format("from {} to {}", bound_text(option.min), bound_text(option.max));
    }
    if (has_min) return fmt::format("of at least {}", bound_text(option.min));
    return has_max ? fmt::format("of at most {}", bound_text(option.max)) : std::string{};
}

}  // namespace wf
