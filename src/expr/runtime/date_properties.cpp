// Properties of date-times and spans, as a table.
#include "expr/runtime/datetime.hpp"

#include <algorithm>

namespace wf::expr {
namespace {

template <std::int64_t CivilTime::*part>
Value civil_part(const Value& value) {
    return civil_of(value.as_datetime()).*part;
}

Value weekday(const Value& value) {
    return weekday_of(value.as_datetime());
}

Value offset(const Value& value) {
    return Value::timespan(value.as_datetime().offset_seconds * us_per_second);
}

std::int64_t time_of_day(const DateTime& at) {
    const std::int64_t rest = at.local_us % us_per_day;
    return rest < 0 ? rest + us_per_day : rest;
}

Value date(const Value& value) {
    DateTime at = value.as_datetime();
    at.local_us -= time_of_day(at);
    return Value::datetime(at);
}

Value time(const Value& value) {
    return Value::timespan(time_of_day(value.as_datetime()));
}

// The original takes the offset off twice: once to reach UTC, where the label of the zone stays,
// and again in the difference to 1970 in UTC. Workflows see its numbers.
Value timestamp(const Value& value) {
    const DateTime at = value.as_datetime();
    const std::int64_t offset_us = at.offset_seconds * us_per_second;
    return static_cast<double>(utc_microseconds(at) - offset_us) /
           static_cast<double>(us_per_second);
}

Value utc(const Value& value) {
    const DateTime at = value.as_datetime();
    return shifted(at, -at.offset_seconds * us_per_second);
}

template <std::int64_t unit>
Value in_units(const Value& value) {
    return static_cast<double>(value.as_timespan()) / static_cast<double>(unit);
}

Value microseconds(const Value& value) {
    return value.as_timespan();
}

struct Property {
    std::string_view name;
    Kind kind;
    Value (*get)(const Value&);
};

constexpr Property properties[] = {
    {"date", Kind::datetime, date},
    {"day", Kind::datetime, civil_part<&CivilTime::day>},
    {"days", Kind::timespan, in_units<us_per_day>},
    {"hour", Kind::datetime, civil_part<&CivilTime::hour>},
    {"hours", Kind::timespan, in_units<us_per_hour>},
    {"microsecond", Kind::datetime, civil_part<&CivilTime::microsecond>},
    {"microseconds", Kind::timespan, microseconds},
    {"milliseconds", Kind::timespan, in_units<1000>},
    {"minute", Kind::datetime, civil_part<&CivilTime::minute>},
    {"minutes", Kind::timespan, in_units<us_per_minute>},
    {"month", Kind::datetime, civil_part<&CivilTime::month>},
    {"offset", Kind::datetime, offset},
    {"second", Kind::datetime, civil_part<&CivilTime::second>},
    {"seconds", Kind::timespan, in_units<us_per_second>},
    {"time", Kind::datetime, time},
    {"timestamp", Kind::datetime, timestamp},
    {"utc", Kind::datetime, utc},
    {"weekday", Kind::datetime, weekday},
    {"year", Kind::datetime, civil_part<&CivilTime::year>},
};

const Property* find(std::string_view name) {
    const auto* found = std::ranges::find(properties, name, &Property::name);
    return found == std::end(properties) ? nullptr : found;
}

}  // namespace

std::optional<Value> property_of(const Value& value, std::string_view name) {
    const Property* property = find(name);
    if (property == nullptr || property->kind != value.kind()) return std::nullopt;
    return property->get(value);
}

bool is_property_name(std::string_view name) {
    return find(name) != nullptr;
}

}  // namespace wf::expr
