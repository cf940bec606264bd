// Everything that expressions can name is named by a case of tests/expr: YAQL's functions, methods,
// operators and properties, Jinja2's filters, tests, methods and global functions.
#include "expr/functions/registry.hpp"
#include "expr/jinja/builtin/methods.hpp"
#include "expr/jinja/builtin/tables.hpp"
#include "expr/testing/data_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace wf::expr::testing {
namespace {

using Names = std::set<std::string, std::less<>>;

bool is_name_character(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_sign(char c) {
    return std::string_view{"+-*/<>=!~?."}.find(c) != std::string_view::npos;
}

/// Words and runs of operator signs, each also with the sign before it: "len", ".len", "|first".
void collect_names(std::string_view text, Names& names) {
    for (std::size_t at = 0; at < text.size();) {
        const bool word = is_name_character(text[at]);
        if (!word && !is_sign(text[at])) {
            ++at;
            continue;
        }
        std::size_t stop = at;
        while (stop < text.size() && (word ? is_name_character(text[stop]) : is_sign(text[stop])))
            ++stop;
        const std::string name{text.substr(at, stop - at)};
        names.insert(name);
        if (word && at > 0) names.insert(text[at - 1] + name);
        at = stop;
    }
}

Names names_in(std::string_view folder) {
    // src/expr/testing/coverage_test.cpp
    const auto root = std::filesystem::path{__FILE__}.parent_path() / ".." / ".." / "..";
    Names names;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(root / "tests" / "expr" / folder)) {
        if (entry.path().extension() != ".test") continue;
        std::ifstream stream(entry.path());
        std::stringstream content;
        content << stream.rdbuf();
        for (const DataCase& data_case : read_cases(content.str()))
            collect_names(data_case.text, names);
    }
    return names;
}

/// How a row of the registry is spelled: "#operator_+" is "+", "*equal" is "=".
std::string spelled(std::string_view name) {
    for (const std::string_view prefix : {"#unary_operator_", "#operator_"})
        if (name.starts_with(prefix)) return std::string{name.substr(prefix.size())};
    if (name == "*equal") return "=";
    if (name == "*not_equal") return "!=";
    return std::string{name};
}

void require_names(const Names& names, const jinja::BuiltinTable& table, std::string_view before) {
    for (const jinja::Builtin& builtin : table.all()) {
        const std::string name = std::string{before} + std::string{builtin.name()};
        INFO("no case in tests/expr/jinja has " << name);
        CHECK(names.contains(name));
    }
}

}  // namespace

TEST_CASE("every function of YAQL has a case") {
    const Names names = names_in("yaql");
    for (const Function& function : Registry::standard().all()) {
        const std::string name = spelled(function.name());
        INFO("no case in tests/expr/yaql has " << name);
        CHECK(names.contains(name));
        if (function.is_method() && is_name_character(name.front())) {
            INFO("no case in tests/expr/yaql calls the method ." << name);
            CHECK(names.contains("." + name));
        }
    }
}

TEST_CASE("every builtin of Jinja2 has a case") {
    const Names names = names_in("jinja");
    require_names(names, jinja::filters(), "|");
    require_names(names, jinja::global_functions(), "");
    // Sets come with the data of requests only: tests/expr/evaluator/sets.jsonl has their methods.
    for (const jinja::BuiltinTable* methods :
         {&jinja::text_methods(),
          &jinja::list_methods(),
          &jinja::tuple_methods(),
          &jinja::dict_methods(),
          &jinja::integer_methods(),
          &jinja::float_methods()})
        require_names(names, *methods, ".");
    // `is <` and alike have a twin with a name.
    for (const jinja::Builtin& test : jinja::tests().all()) {
        if (!is_name_character(test.name().front())) continue;
        INFO("no case in tests/expr/jinja has the test " << test.name());
        CHECK(names.contains(test.name()));
    }
}

}  // namespace wf::expr::testing
