// repr() of dates and spans; their str() is in value/python_text.hpp.
#pragma once
#include "value/fwd.hpp"

#include <cstdint>
#include <string>

namespace wf {

/// "datetime.timedelta(days=1, seconds=5)"
std::string timespan_repr(std::int64_t microseconds);
/// "datetime.datetime(2020, 1, 31, 8, 5)". An aware time shows dateutil's zones (tzutc(),
/// tzoffset()), which are what YAQL makes.
std::string datetime_repr(const DateTime& at);

}  // namespace wf
