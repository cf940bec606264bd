#include "lang/yaml/scalar.hpp"

#include <algorithm>
#include <array>

namespace wf::lang::yaml {
namespace {

struct Word {
    std::string_view lower, title, upper;
    bool value;
};

constexpr Word words[] = {
    {"true", "True", "TRUE", true},
    {"false", "False", "FALSE", false},
    {"yes", "Yes", "YES", true},
    {"no", "No", "NO", false},
    {"on", "On", "ON", true},
    {"off", "Off", "OFF", false},
};

}  // namespace

std::optional<Value> read_null(std::string_view text) {
    constexpr std::array<std::string_view, 5> nulls = {"", "~", "null", "Null", "NULL"};
    if (std::ranges::find(nulls, text) == nulls.end()) return std::nullopt;
    return Value{};
}

std::optional<Value> read_bool(std::string_view text) {
    for (const Word& word : words) {
        if (text == word.lower || text == word.title || text == word.upper)
            return Value{word.value};
    }
    return std::nullopt;
}

Scalar resolve_plain(std::string_view text) {
    if (text.empty()) return Value{};
    const char first = text[0];
    if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
        if (auto number = read_integer(text)) return *std::move(number);
        if (auto number = read_float(text)) return *std::move(number);
        if (auto time = read_timestamp(text)) return *std::move(time);
        return Value{text};
    }
    if (text.size() > 5) return Value{text};
    if (auto value = read_bool(text)) return *std::move(value);
    if (auto value = read_null(text)) return *std::move(value);
    return Value{text};
}

}  // namespace wf::lang::yaml
