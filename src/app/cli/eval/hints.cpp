#include "app/cli/eval/hints.hpp"

#include "base/suggest.hpp"
#include "expr/functions/registry.hpp"
#include "expr/jinja/builtin/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

namespace wf::cli {

namespace {

using expr::Explanation;
using expr::Function;
using expr::Registry;

constexpr std::size_t keys_compared = 1000;
constexpr std::size_t keys_shown = 8;

/// "; did you mean 'x'?" as a sentence of its own.
std::string nearest(std::string_view word, const std::vector<std::string_view>& known) {
    const std::string found = did_you_mean(word, known);
    return found.empty() ? "" : found.substr(found.find("did"));
}

std::vector<std::string_view> keys_of(const Value& dict) {
    std::vector<std::string_view> keys;
    for (const Member& member : dict.members().first(std::min(dict.size(), keys_compared)))
        if (member.key.is_string()) keys.push_back(member.key.as_string());
    return keys;
}

std::string key_hint(std::string_view key, const Value& dict) {
    const std::vector<std::string_view> keys = keys_of(dict);
    if (keys.empty()) return dict.is_dict() ? "the map is empty" : "";
    if (std::string hint = nearest(key, keys); !hint.empty()) return hint;
    const std::size_t count = std::min(keys.size(), keys_shown);
    std::string list;
    for (std::size_t i = 0; i < count; ++i)
        list += fmt::format("{}'{}'", i == 0 ? "" : ", ", keys[i]);
    return fmt::format("the keys are {}{}", list, dict.size() > count ? ", ..." : "");
}

/// The first text in double quotes: 'Unknown function "f"'.
std::string_view name_in(std::string_view message) {
    const std::size_t open = message.find('"');
    const std::size_t close = message.find('"', open + 1);
    if (open == std::string_view::npos || close == std::string_view::npos) return {};
    return message.substr(open + 1, close - open - 1);
}

/// The last text in single quotes: "'dict object' has no attribute 'x'".
std::string_view quoted_in(std::string_view message) {
    const std::size_t close = message.rfind('\'');
    if (close == std::string_view::npos || close == 0) return {};
    const std::size_t open = message.rfind('\'', close - 1);
    return open == std::string_view::npos ? std::string_view{}
                                          : message.substr(open + 1, close - open - 1);
}

std::vector<std::string_view> function_names(bool methods) {
    std::set<std::string_view> names;
    for (const Function& function : Registry::standard().all()) {
        const std::string_view name = function.name();
        const bool is_operator = name.starts_with('#') || name.starts_with('*');
        if (!is_operator && (methods ? function.is_method() : function.is_function()))
            names.insert(name);
    }
    return {names.begin(), names.end()};
}

std::string unknown_function(const Explanation& failure, const Value&) {
    const std::string_view name = name_in(failure.message);
    if (name.starts_with("#property#"))
        return "only maps, lists of maps, dates and time spans have properties";
    if (!Registry::standard().methods(name).empty())
        return fmt::format("{0} is a method: write value.{0}(...)", name);
    return nearest(name, function_names(false));
}

std::string unknown_method(const Explanation& failure, const Value&) {
    const std::string_view name = name_in(failure.message);
    if (!Registry::standard().functions(name).empty())
        return fmt::format("{0} is a function: write {0}(value)", name);
    return nearest(name, function_names(true));
}

std::string signatures(const Explanation& failure, const Value&) {
    const std::string_view name = name_in(failure.message);
    const bool is_method = failure.kind == "NoMatchingMethod";
    const auto overloads =
        is_method ? Registry::standard().methods(name) : Registry::standard().functions(name);
    std::string text;
    for (const Function* overload : overloads) {
        const std::string_view signature = overload->row->signature;
        if (name.starts_with('#') || name.starts_with('*')) continue;
        text += fmt::format("{}{}({})", text.empty() ? "it is " : "\n    or ", name, signature);
    }
    if (is_method && !text.empty()) text += "; the first one is the value before the dot";
    if (name.starts_with("#operator_") || name.starts_with("#unary_operator_"))
        return fmt::format(
            "the operator {} does not take such values", name.substr(name.rfind('_') + 1)
        );
    if (name == "#indexer") return "lists are indexed by integers, maps by keys; nothing else is";
    return text;
}

std::string missing_key(const Explanation& failure, const Value&) {
    return key_hint(quoted_in(failure.message), failure.subject);
}

std::string undefined(const Explanation& failure, const Value& data) {
    const std::string_view name = quoted_in(failure.message);
    if (failure.subject.is_dict()) return key_hint(name, failure.subject);
    if (!failure.message.ends_with("is undefined")) return {};
    if (data.find(name) != nullptr) return fmt::format("the data is _: write _.{}", name);
    std::vector<std::string_view> known{"_"};
    for (const auto& global : expr::jinja::global_functions().all()) known.push_back(global.name());
    for (const Function& function : Registry::standard().all())
        if (function.row->forms == expr::Forms::service) known.push_back(function.name());
    return nearest(name, known);
}

std::string unknown_filter(const Explanation& failure, const Value&) {
    const bool is_test = failure.message.starts_with("No test");
    if (!is_test && !failure.message.starts_with("No filter")) return {};
    const auto& table = is_test ? expr::jinja::tests() : expr::jinja::filters();
    std::vector<std::string_view> known;
    for (const auto& row : table.all()) known.push_back(row.name());
    return nearest(quoted_in(failure.message), known);
}

std::string lexical(const Explanation& failure, const Value&) {
    if (failure.message.find("'|'") != std::string::npos)
        return "YAQL has no filters; for Jinja2 say --language jinja";
    return {};
}

struct HintRow {
    std::string_view kind;
    std::string (*hint)(const Explanation& failure, const Value& data);
};

constexpr HintRow rows[] = {
    {"NoFunctionRegistered", unknown_function},
    {"NoMethodRegistered", unknown_method},
    {"NoMatchingFunction", signatures},
    {"NoMatchingMethod", signatures},
    {"KeyError", missing_key},
    {"UndefinedError", undefined},
    {"TemplateAssertionError", unknown_filter},
    {"TemplateRuntimeError", unknown_filter},
    {"YaqlLexical", lexical},
};

}  // namespace

std::string hint_for(const Explanation& failure, const Value& data) {
    const auto* row = std::ranges::find(rows, std::string_view{failure.kind}, &HintRow::kind);
    return row == std::end(rows) ? "" : row->hint(failure, data);
}

}  // namespace wf::cli
