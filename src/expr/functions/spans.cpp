// Functions of time spans.
#include "expr/functions/families.hpp"
#include "expr/runtime/datetime.hpp"

namespace wf::expr::functions {
namespace {

Value timespan(Call& call) {
    constexpr std::int64_t units[] = {
        us_per_day, us_per_hour, us_per_minute, us_per_second, 1000, 1};
    std::int64_t total = 0;
    for (std::size_t i = 0; i < std::size(units); ++i) {
        std::int64_t part = 0;
        if (__builtin_mul_overflow(call.integer(i), units[i], &part) ||
            __builtin_add_overflow(total, part, &total))
            raise("OverflowError", "Python int too large to convert to C int");
    }
    return make_timespan(total);
}

Value zero(Call&) {
    return Value::timespan(0);
}

constexpr FunctionRow rows[] = {
    {"timespan",
     Forms::function,
     "days: int* = 0, hours: int* = 0, minutes: int* = 0, seconds: integer = 0, milliseconds: "
     "integer = 0, "
     "microseconds: integer = 0",
     "A time span; the parts add up.",
     timespan,
     {{"timespan(hours => 1).minutes", "60.0"}}},
    {"utctz", Forms::function, "", "The offset of UTC.", zero, {{"utctz().seconds", "0.0"}}},
    // The service runs in UTC: results must not depend on the machine.
    {"localtz",
     Forms::function,
     "",
     "The offset of local time, which is UTC.",
     zero,
     {{"localtz().seconds", "0.0"}}},
};

}  // namespace

std::span<const FunctionRow> spans() {
    return rows;
}

}  // namespace wf::expr::functions
