#include "app/server/expressions_page.hpp"

#include "expr/functions/registry.hpp"
#include "expr/jinja/builtin/examples.hpp"
#include "expr/jinja/builtin/methods.hpp"
#include "expr/jinja/builtin/tables.hpp"

#include <fmt/format.h>

#include <map>
#include <vector>

namespace wf::app {
namespace {

using expr::Forms;
using expr::Function;
using expr::jinja::BuiltinExample;
using expr::jinja::BuiltinTable;

constexpr std::string_view introduction =
    "# Expressions\n\n"
    "Everything that YAQL and Jinja2 expressions may use. `mistral eval` tries them out "
    "([evaluator](../evaluator.md)). The examples are run as tests.\n\n"
    "Contents: [YAQL operators](#yaql-operators) · [YAQL functions](#yaql-functions) · "
    "[Jinja2 filters](#jinja2-filters) · [tests](#jinja2-tests) · "
    "[functions](#jinja2-functions) · [methods](#jinja2-methods)\n\n"
    "Parameters are shown as `name: kind = default`. A kind with `?` takes null too; `int*` is "
    "an integer or a boolean; `collection` is a list, set, iterator or view of a map; `iterable` "
    "the same without sets; `expr` is an expression that the function evaluates itself, with the "
    "item as `$`; `pair` is `key => value`; `*name` takes any number. `none` as default: the "
    "function tells whether it was given.\n";

constexpr std::string_view precedence =
    "From the tightest to the loosest: `.` `?.`, then `[]`, the signs `+` `-` before a value, "
    "`=~` `!~`, `*` `/` `mod`, `+` `-`, the comparisons and `in`, `not`, `and`, `or`, `->`.\n\n";

/// A name as YAQL writes it: "#operator_+" is "+".
std::string_view operator_sign(std::string_view name) {
    if (name == "*equal") return "=";
    if (name == "*not_equal") return "!=";
    return name.substr(name.rfind('_') + 1);
}

bool is_operator(const Function& function) {
    return function.name().starts_with('#') || function.name().starts_with('*');
}

void add_example(std::string& page, std::string_view expression, std::string_view result) {
    if (!expression.empty()) page += fmt::format("  - `{}` is `{}`\n", expression, result);
}

void add_examples(std::string& page, const Function& function) {
    for (const expr::Example& example : function.row->examples)
        add_example(page, example.expression, example.result);
}

/// "collection: collection, selector: expr" -> "collection" and the rest.
std::string method_call(const Function& function) {
    const std::string_view signature = function.row->signature;
    const std::size_t comma = signature.find(", ");
    const std::string_view receiver = signature.substr(0, signature.find(':'));
    const std::string_view rest =
        comma == std::string_view::npos ? std::string_view{} : signature.substr(comma + 2);
    return fmt::format("{}.{}({})", receiver, function.name(), rest);
}

std::string calls_of(const Function& function) {
    const std::string call = fmt::format("{}({})", function.name(), function.row->signature);
    switch (function.row->forms) {
    case Forms::method: return fmt::format("`{}`", method_call(function));
    case Forms::both: return fmt::format("`{}` or `{}`", call, method_call(function));
    case Forms::function:
    case Forms::service: break;
    }
    return fmt::format("`{}`", call);
}

void add_operators(std::string& page) {
    page += "\n## YAQL operators\n\n";
    page += precedence;
    for (const Function& function : expr::Registry::standard().all()) {
        if (!is_operator(function)) continue;
        const bool is_unary = function.parameters.size() == 1;
        const std::string_view sign = operator_sign(function.name());
        page += fmt::format(
            "- `{}` – {}\n",
            is_unary ? fmt::format("{} a", sign) : fmt::format("a {} b", sign),
            function.row->doc
        );
        add_examples(page, function);
    }
    page += "- `a -> b` – Evaluates b with the variables and functions that a makes: `let`, "
            "`with`, `def`, `unpack`.\n"
            "- `a and b`, `a or b` – One of the operands; b is evaluated only if it decides.\n"
            "- `a.b` – A value of a map, a property of a date or span, or the b of every item.\n"
            "- `a?.b` – null if a is null, else `a.b`.\n"
            "- `a[i]`, `a[k]`, `a[k, default]` – An item of a list, a value of a map.\n";
}

void add_functions(std::string& page) {
    page += "\n## YAQL functions\n\n"
            "Those marked *workflow* are functions and filters of Jinja2, too, where their "
            "parameters are spelled_like_this.\n";
    std::map<std::string_view, std::vector<const Function*>> by_name;
    for (const Function& function : expr::Registry::standard().all())
        if (!is_operator(function)) by_name[function.name()].push_back(&function);
    for (const auto& [name, overloads] : by_name) {
        page += fmt::format("\n### {}\n\n", name);
        for (const Function* function : overloads) {
            const bool is_service = function->row->forms == Forms::service;
            page += fmt::format(
                "- {}{} – {}\n",
                calls_of(*function),
                is_service ? " *workflow*" : "",
                function->row->doc
            );
            add_examples(page, *function);
        }
    }
}

void add_table(
    std::string& page, const BuiltinTable& table, std::span<const BuiltinExample> examples
) {
    std::map<std::string_view, const expr::jinja::Row*> by_name;
    for (const auto& builtin : table.all()) by_name[builtin.name()] = builtin.row;
    for (const auto& [name, row] : by_name) {
        const bool is_call = row->use == expr::jinja::Row::Use::call;
        const std::string arguments = is_call ? fmt::format("({})", row->signature) : "";
        page += fmt::format("- `{}{}` – {}\n", name, arguments, row->doc);
        for (const BuiltinExample& example : examples)
            if (example.name == name) add_example(page, example.expression, example.result);
    }
}

struct Section {
    std::string_view title;
    const BuiltinTable& (*table)();
    std::span<const BuiltinExample> (*examples)();
};

std::span<const BuiltinExample> no_examples() {
    return {};
}

constexpr Section sections[] = {
    {"## Jinja2 filters\n\nThe first parameter is the value before `|`; the workflow functions of "
     "YAQL are filters as well.\n\n",
     expr::jinja::filters,
     expr::jinja::examples_of_filters},
    {"## Jinja2 tests\n\nThe first parameter is the value before `is`.\n\n",
     expr::jinja::tests,
     expr::jinja::examples_of_tests},
    {"## Jinja2 functions\n\nThe workflow functions of YAQL besides these.\n\n",
     expr::jinja::global_functions,
     expr::jinja::examples_of_globals},
    {"## Jinja2 methods\n\nPython's. The first parameter, if there is one, is the value before the "
     "dot.\n\n### Texts\n\n",
     expr::jinja::text_methods,
     expr::jinja::examples_of_text_methods},
    {"### Lists\n\n", expr::jinja::list_methods, expr::jinja::examples_of_list_methods},
    {"### Tuples\n\n", expr::jinja::tuple_methods, no_examples},
    {"### Dicts\n\n", expr::jinja::dict_methods, expr::jinja::examples_of_dict_methods},
    {"### Integers\n\n", expr::jinja::integer_methods, no_examples},
    {"### Floats\n\n", expr::jinja::float_methods, no_examples},
    {"### Sets\n\n", expr::jinja::set_methods, no_examples},
};

}  // namespace

std::string expressions_page() {
    std::string page{introduction};
    add_operators(page);
    add_functions(page);
    for (const Section& section : sections) {
        page += fmt::format("\n{}", section.title);
        add_table(page, section.table(), section.examples());
    }
    return page;
}

}  // namespace wf::app
