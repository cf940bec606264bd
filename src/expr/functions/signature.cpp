// "collection: collection, selector: expr, seed: any = none, *rest: any, !pairs" -> parameters.
#include "expr/functions/signature.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace wf::expr {
namespace {

constexpr std::pair<std::string_view, Type> type_names[] = {
    {"any", Type::any},
    {"string", Type::string},
    {"int*", Type::integer_or_bool},
    {"integer", Type::integer},
    {"number", Type::number},
    {"bool", Type::boolean},
    {"collection", Type::collection},
    {"iterable", Type::iterable},
    {"iterator", Type::iterator},
    {"list", Type::list},
    {"sorted", Type::sorted},
    {"map", Type::map},
    {"set", Type::set},
    {"regex", Type::regex},
    {"datetime", Type::datetime},
    {"timespan", Type::timespan},
    {"context", Type::context},
    {"expr", Type::expression},
    {"pair", Type::pair},
};

std::string_view trimmed(std::string_view text) {
    const std::size_t start = text.find_first_not_of(' ');
    if (start == std::string_view::npos) return {};
    return text.substr(start, text.find_last_not_of(' ') - start + 1);
}

Type type_named(std::string_view name) {
    const auto* row =
        std::ranges::find(type_names, name, &std::pair<std::string_view, Type>::first);
    WF_ASSERT(row != std::end(type_names), "unknown type in a function's signature");
    return row->second;
}

std::string snake_case(std::string_view camel) {
    std::string snake;
    for (const char c : camel) {
        const bool capital = c >= 'A' && c <= 'Z';
        if (capital) snake.push_back('_');
        snake.push_back(capital ? static_cast<char>(c - 'A' + 'a') : c);
    }
    return snake;
}

Value default_named(std::string_view text) {
    if (text == "null") return nullptr;
    if (text == "true" || text == "false") return text == "true";
    if (text == "0s") return Value::timespan(0);
    if (text.front() == '\'') return text.substr(1, text.size() - 2);
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    WF_ASSERT(
        error == std::errc{} && stop == text.data() + text.size(),
        "malformed default in a signature"
    );
    return number;
}

Parameter read_parameter(std::string_view text) {
    Parameter parameter;
    const std::size_t colon = text.find(':');
    WF_ASSERT(colon != std::string_view::npos, "a parameter without a type in a signature");
    parameter.name = trimmed(text.substr(0, colon));
    parameter.snake_name = snake_case(parameter.name);
    std::string_view type = trimmed(text.substr(colon + 1));
    if (const std::size_t equal = type.find('='); equal != std::string_view::npos) {
        const std::string_view value = trimmed(type.substr(equal + 1));
        type = trimmed(type.substr(0, equal));
        const bool none = value == "none";
        parameter.has_default = none ? Parameter::Default::none_given : Parameter::Default::value;
        if (!none) parameter.default_value = default_named(value);
    }
    if (type.ends_with('?')) {
        parameter.nullable = true;
        type.remove_suffix(1);
    }
    parameter.type = type_named(type);
    if (parameter.type == Type::any) parameter.nullable = true;
    return parameter;
}

void read_part(Function& function, std::string_view part) {
    if (part == "!pairs") {
        function.no_keywords = true;
    } else if (part.starts_with("**")) {
        function.has_named_rest = true;
    } else if (part.starts_with('*')) {
        function.has_rest = true;
        function.rest = read_parameter(part.substr(1));
    } else {
        function.parameters.push_back(read_parameter(part));
    }
}

}  // namespace

Function read_signature(const FunctionRow& row) {
    Function function;
    function.row = &row;
    for (std::string_view rest = row.signature; !rest.empty();) {
        const std::size_t comma = rest.find(',');
        read_part(function, trimmed(rest.substr(0, comma)));
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    }
    WF_ASSERT(function.parameters.size() <= 64, "too many parameters");
    return function;
}

}  // namespace wf::expr
