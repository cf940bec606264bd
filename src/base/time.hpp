// Points and spans of time as plain data. Nobody here reads a clock: see ports/clock.hpp.
#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wf {

using Millis = std::chrono::milliseconds;

/// Milliseconds since 1970-01-01 00:00 UTC. `{}` is the epoch; "never" is an empty optional.
struct Instant {
    std::int64_t ms = 0;

    friend auto operator<=>(const Instant&, const Instant&) = default;

    friend Instant operator+(Instant at, Millis span) { return {at.ms + span.count()}; }

    friend Instant operator-(Instant at, Millis span) { return {at.ms - span.count()}; }

    friend Millis operator-(Instant a, Instant b) { return Millis{a.ms - b.ms}; }
};

/// "2026-01-31 08:05:00": UTC, whole seconds (rounded down) – the only form on the wire.
std::string to_text(Instant at);
/// Appends the 19 characters of to_text; no allocation beyond `out`'s.
void append_text(std::string& out, Instant at);
/// Reads "YYYY-MM-DD HH:MM[:SS[.ffffff]]" or with 'T', optional "Z"/"+00:00" offset; nullopt if
/// malformed.
std::optional<Instant> parse_instant(std::string_view text);

/// Days since 1970-01-01 of a proleptic Gregorian date (month 1..12, day 1..31).
std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day);

struct CivilDate {
    std::int64_t year;
    unsigned month;
    unsigned day;
};

CivilDate civil_from_days(std::int64_t days);

}  // namespace wf
