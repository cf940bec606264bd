#include "api/resource/strptime.hpp"

#include <string>

namespace wf::api {
namespace {

struct Part {
    int digits_min, digits_max;
    unsigned low, high;
    char separator;  ///< behind it; a blank stands for any number of them, '\0' for nothing
};

constexpr Part parts[] = {
    {4, 4, 1, 9999, '-'},
    {1, 2, 1, 12, '-'},
    {1, 2, 1, 31, ' '},
    {1, 2, 0, 23, ':'},
    {1, 2, 0, 59, '\0'},
};

/// Takes as many digits as the greatest allowed value leaves room for.
bool take_number(std::string_view& text, const Part& part, unsigned& number) {
    int digits = 0;
    number = 0;
    while (digits < part.digits_max && !text.empty() && text[0] >= '0' && text[0] <= '9') {
        const unsigned longer = number * 10 + static_cast<unsigned>(text[0] - '0');
        if (longer > part.high) break;
        number = longer;
        text.remove_prefix(1);
        ++digits;
    }
    return digits >= part.digits_min && number >= part.low;
}

bool take_separator(std::string_view& text, char separator) {
    if (separator == '\0') return true;
    if (text.empty() || text[0] != separator) return false;
    do text.remove_prefix(1);
    while (separator == ' ' && !text.empty() && text[0] == ' ');
    return true;
}

tl::unexpected<Error> refuse(std::string text) {
    return fail(ErrorCode::invalid_argument, std::move(text));
}

}  // namespace

Result<Instant> parse_minute(std::string_view text) {
    std::string_view rest = text;
    unsigned numbers[std::size(parts)] = {};
    for (std::size_t i = 0; i < std::size(parts); ++i) {
        if (!take_number(rest, parts[i], numbers[i]) || !take_separator(rest, parts[i].separator)) {
            return refuse(
                "time data '" + std::string{text} + "' does not match format '%Y-%m-%d %H:%M'"
            );
        }
    }
    if (!rest.empty()) return refuse("unconverted data remains: " + std::string{rest});
    const std::int64_t days = days_from_civil(numbers[0], numbers[1], numbers[2]);
    const CivilDate date = civil_from_days(days);
    if (date.month != numbers[1] || date.day != numbers[2])
        return refuse("day is out of range for month");
    return Instant{((days * 24 + numbers[3]) * 60 + numbers[4]) * 60'000};
}

}  // namespace wf::api
