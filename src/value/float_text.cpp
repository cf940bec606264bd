// Python's repr() of floats; JSON writes the same text.
#include "value/python_text.hpp"

#include <charconv>
#include <cmath>

namespace wf {
namespace {

/// Shortest digits that read back, and where the point stands: digits "125", exponent 2 is 1.25e2.
struct Shortest {
    char digits[24];
    int count = 0;
    int exponent = 0;
};

Shortest shortest_digits(double magnitude) {
    char text[32];
    const auto end =
        std::to_chars(text, text + sizeof text, magnitude, std::chars_format::scientific).ptr;
    Shortest result;
    const char* at = text;
    for (; at != end && *at != 'e'; ++at)
        if (*at != '.') result.digits[result.count++] = *at;
    const bool negative = at[1] == '-';
    std::from_chars(at + 2, end, result.exponent);
    if (negative) result.exponent = -result.exponent;
    return result;
}

void append_plain(std::string& out, const Shortest& number) {
    const auto count = static_cast<std::size_t>(number.count);
    if (number.exponent < 0) {
        out.append("0.").append(static_cast<std::size_t>(-number.exponent - 1), '0');
        out.append(number.digits, count);
        return;
    }
    const auto whole = static_cast<std::size_t>(number.exponent) + 1;
    if (count <= whole) {
        out.append(number.digits, count).append(whole - count, '0').append(".0");
        return;
    }
    out.append(number.digits, whole).push_back('.');
    out.append(number.digits + whole, count - whole);
}

void append_scientific(std::string& out, const Shortest& number) {
    out.push_back(number.digits[0]);
    if (number.count > 1) {
        out.push_back('.');
        out.append(number.digits + 1, static_cast<std::size_t>(number.count - 1));
    }
    out.append(number.exponent < 0 ? "e-" : "e+");
    const int exponent = std::abs(number.exponent);
    if (exponent < 10) out.push_back('0');
    out.append(std::to_string(exponent));
}

}  // namespace

void append_python_float(std::string& out, double number) {
    if (std::isnan(number)) {
        out.append("nan");
        return;
    }
    if (std::signbit(number)) out.push_back('-');
    if (std::isinf(number)) {
        out.append("inf");
        return;
    }
    const Shortest shortest = shortest_digits(std::abs(number));
    // The limits of Python's float.__repr__.
    if (shortest.exponent >= -4 && shortest.exponent < 16)
        append_plain(out, shortest);
    else
        append_scientific(out, shortest);
}

std::string python_float(double number) {
    std::string out;
    append_python_float(out, number);
    return out;
}

}  // namespace wf
