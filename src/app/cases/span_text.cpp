#include "app/cases/span_text.hpp"

#include "value/json.hpp"

#include <algorithm>
#include <charconv>

namespace wf::cases {
namespace {

struct Unit {
    std::string_view name;
    std::int64_t ms;
};

constexpr Unit units[] = {
    {"", 1000}, {"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
constexpr std::int64_t number_max = 100'000'000;  // no unit overflows

}  // namespace

tl::expected<Millis, std::string> read_span(const Value& value) {
    const std::string text = value.is_string() ? value.to_string() : to_json(value);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string_view rest{end, static_cast<std::size_t>(text.data() + text.size() - end)};
    const auto* unit = std::ranges::find(units, rest, &Unit::name);
    if (error != std::errc{} || unit == std::end(units) || number < 0 || number > number_max)
        return tl::unexpected(
            "'" + text + "' is no span of time; write it as 5s, 500ms, 2m, 1h or 1d"
        );
    return Millis{number * unit->ms};
}

}  // namespace wf::cases
