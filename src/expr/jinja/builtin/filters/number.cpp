// Filters of numbers.
#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/data/attribute_path.hpp"
#include "expr/jinja/data/keys.hpp"
#include "expr/jinja/data/operate.hpp"
#include "expr/jinja/data/walk.hpp"
#include "expr/jinja/text/format_number.hpp"
#include "expr/jinja/text/read_number.hpp"
#include "expr/runtime/arithmetic.hpp"
#include "expr/runtime/unicode.hpp"

#include <cmath>

namespace wf::expr::jinja {
namespace {

Value absolute(Call& call) {
    if (arith::is_numeric(call[0])) return arith::absolute(call[0]);
    if (call[0].kind() == Kind::timespan) return Value::timespan(std::abs(call[0].as_timespan()));
    raise_type("bad operand type for abs(): '" + std::string{python_type(call[0])} + "'");
}

Value to_float(Call& call) {
    if (arith::is_numeric(call[0])) return Value{arith::to_double(call[0])};
    need_defined(call[0]);
    const auto text = text_if(call[0]);
    if (text)
        if (const auto number = read_float(*text)) return Value{*number};
    return call[1];
}

Value to_int(Call& call) {
    const Value& value = call[0];
    if (value.is_integer()) return value;
    if (value.is_bool()) return Value{value.as_bool() ? 1 : 0};
    if (value.kind() == Kind::floating)
        return std::isnan(value.as_double()) ? call[1] : arith::truncate(value.as_double());
    need_defined(value);
    const auto text = text_if(value);
    if (!text) return call[1];
    const std::int64_t base = is_integer_like(call[2]) ? call.integer(2) : -1;
    if (const auto number = read_integer(*text, base)) return *number;
    // "42.23" is 42.
    const auto number = read_float(*text);
    return number && std::isfinite(*number) ? arith::truncate(*number) : call[1];
}

Value round_number(Call& call) {
    key_of(call.run, call[2]);
    const std::string_view method = text_if(call[2]).value_or("");
    if (method != "common" && method != "ceil" && method != "floor")
        raise("FilterArgumentError", "method must be common, ceil or floor");
    const Value& value = call[0];
    if (!arith::is_numeric(value))
        raise_type("type " + std::string{python_type(value)} + " doesn't define __round__ method");
    // Of digits behind the point, more than there are change nothing.
    const std::int64_t precision = method == "common" ? call.position(1) : call.integer(1);
    if (method == "common")
        return arith::round(value.is_bool() ? arith::add(value, Value{0}) : value, precision);
    const Value factor = arith::power(call.context(), Value{10}, Value{precision});
    const double scaled = arith::to_double(arith::multiply(call.context(), value, factor));
    if (!std::isfinite(scaled)) {
        if (std::isnan(scaled)) raise_value("cannot convert float NaN to integer");
        raise("OverflowError", "cannot convert float infinity to integer");
    }
    const double whole = method == "ceil" ? std::ceil(scaled) : std::floor(scaled);
    return arith::true_divide(arith::truncate(whole), factor);
}

Value filesizeformat(Call& call) {
    need_defined(call[0]);
    double bytes = 0;
    if (arith::is_numeric(call[0])) {
        bytes = arith::to_double(call[0]);
    } else {
        const auto number = read_float(call.text(0));
        if (!number) raise_value("could not convert string to float");
        bytes = *number;
    }
    const bool binary = call.flag(1);
    const double base = binary ? 1024 : 1000;
    static constexpr std::string_view decimal_units[] = {
        "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"};
    static constexpr std::string_view binary_units[] = {
        "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"};
    if (bytes == 1) return Value{"1 Byte"};
    if (bytes < base) return Value{std::to_string(static_cast<std::int64_t>(bytes)) + (" Bytes")};
    double unit = base * base;
    std::size_t index = 0;
    for (; index + 1 < std::size(decimal_units) && bytes >= unit; ++index) unit *= base;
    const std::string_view name = binary ? binary_units[index] : decimal_units[index];
    return Value{float_digits(base * bytes / unit, 'f', 1, false) + " " + std::string{name}};
}

Value sum(Call& call) {
    Value total = call[2];
    if (is_text(total)) raise_type("sum() can't sum strings [use ''.join(seq) instead]");
    const AttributePath path{call[1]};
    Walk walk{call.run, call[0]};
    Value item;
    while (walk.next(item))
        total = operate(call.run, BinaryOperator::add, total, path.read(call.run, item));
    return total;
}

constexpr Row rows[] = {
    {"abs", "x", "The absolute value.", absolute},
    {"filesizeformat",
     "value, binary=false",
     "A number of bytes for people: \"1.2 MB\", binary \"976.6 KiB\".",
     filesizeformat},
    {"float", "value, default=0.0", "The value as a float; `default` if it is none.", to_float},
    {"int",
     "value, default=0, base=10",
     "The value as an integer, fractions cut; `default` if it is none. `base` is for texts.",
     to_int},
    {"round",
     "value, precision=0, method='common'",
     "Rounded to `precision` digits; method: common (half to even), ceil or floor.",
     round_number},
    {"sum",
     "iterable, attribute=none, start=0",
     "The sum of the items, or of one attribute of them.",
     sum},
};

}  // namespace

std::span<const Row> number_filters() {
    return rows;
}

}  // namespace wf::expr::jinja
