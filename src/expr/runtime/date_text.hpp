// Date-times from and to texts: free-form notations, strptime, strftime. English names, always.
#pragma once
#include "expr/runtime/datetime.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wf::expr {

inline constexpr std::string_view month_names[] = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"};
inline constexpr std::string_view day_names[] = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

/// ISO 8601 and the usual other notations; missing parts are those of `today`, at 00:00. Without an
/// offset the result is in UTC. @raises ValueError
DateTime parse_date_text(std::string_view text, const DateTime& today);
/// Python's strptime; without %z the result is in UTC. @raises ValueError; RegexError for a
/// directive given twice
DateTime parse_date_format(Context& context, std::string_view text, std::string_view format);
/// Python's strftime.
std::string format_date(const DateTime& at, std::string_view format);

}  // namespace wf::expr
