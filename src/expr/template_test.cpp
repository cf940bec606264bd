// What data files cannot say of templates: sharing, merging, errors at compile time, the empty
// context.
#include "expr/expression.hpp"
#include "expr/raw_expression.hpp"
#include "expr/testing/fakes.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace wf::expr {
namespace {

Scope scope_of(Value data) {
    Scope scope;
    scope.data = std::move(data);
    return scope;
}

const Value data = Value::dict({{"a", 1}, {"list", Value::list({1, 2})}});

TEST_CASE("a template keeps constants as they are and evaluates the texts in values, not in keys") {
    const Value source = Value::dict(
        {{"<% key %>", "<% $.a %>"},
         {"same", Value::list({1, "text", Value::dict({{"x", 2}})})},
         {"list", Value::list({"<% $.a + 1 %>", 5, "n=<% $.a %>"})}}
    );
    const Template made = Template::compile(source).value();
    CHECK(!made.is_constant());
    const Value result = made.evaluate(scope_of(data)).value();
    CHECK(result.find("<% key %>")->as_int() == 1);
    CHECK(result["same"].same_as(source["same"]));
    CHECK(result["list"] == Value::list({2, 5, "n=1"}));
}

TEST_CASE("constants are shared and need no evaluation") {
    const Value source = Value::list({1, "a", Value::dict({{"k", nullptr}})});
    const Template made = Template::compile(source).value();
    CHECK(made.is_constant());
    CHECK(made.evaluate(scope_of(data)).value().same_as(source));
    CHECK(Template().evaluate(Scope{}).value().is_null());
    CHECK(Template::constant("<% 1 %>").evaluate(scope_of(data)).value() == Value("<% 1 %>"));
}

TEST_CASE("parts of the data come back shared") {
    const Template made = Template::compile("<% $.list %>").value();
    CHECK(made.evaluate(scope_of(data)).value().same_as(data["list"]));
}

TEST_CASE("results are plain JSON") {
    const Scope scope = scope_of(data);
    const auto result = [&](const char* text) {
        return Template::compile(text).value().evaluate(scope).value();
    };
    CHECK(identical(result("<% set(1) %>"), Value::list({1})));
    CHECK(identical(result("<% $.list.select($ + 1) %>"), Value::list({2, 3})));
    CHECK(identical(result("<% {1 => [2].select($)} %>"), Value::dict({{"1", Value::list({2})}})));
    CHECK(identical(result("<% datetime(2020, 1, 2) %>"), Value("2020-01-02 00:00:00+00:00")));
    CHECK(identical(result("<% 'a b'.split() %>"), Value::list({"a", "b"})));
    CHECK(result("<% let(1) %>").is_string());
}

TEST_CASE("nothing is evaluated against an empty context") {
    const Template made = Template::compile("<% 1 + 1 %>").value();
    for (const Value& empty : {Value(), Value::dict({}), Value::list({}), Value(0), Value("")})
        CHECK(made.evaluate(scope_of(empty)).value() == Value("<% 1 + 1 %>"));
    CHECK(evaluate_text(Language::yaql, "<% 1 + 1 %>", Scope{}).value() == Value(2));
}

TEST_CASE("syntax errors are found when a template is compiled") {
    const auto error = [](const char* text) { return Template::compile(text).error(); };
    CHECK(error("<% 1 + %>").code == ErrorCode::grammar_invalid);
    CHECK(error("<% 1 + %>").kind == "YaqlGrammar");
    CHECK(error("<% 1 + %>").message == "Parse error: unexpected end of statement");
    CHECK(error("<% ? %>").message == "Lexical error: illegal character '?' at position 0");
    CHECK(error("<% 1 %> {{ 2 }}").kind == "ExpressionGrammar");
    CHECK(
        error("<% 1 %> {{ 2 }}").message ==
        "The line already contains an expression of type 'jinja'. Mixing expression types in a "
        "single line is not allowed."
    );
    CHECK(!Template::compile(Value::list({1, Value::dict({{"x", "<% ( %>"}})})));
    CHECK(validate_text("<% $.a %>").has_value());
    CHECK(validate_text("plain").has_value());
    Options no_yaql;
    no_yaql.yaql_allowed = false;
    CHECK(validate_text("<% 1 %>", no_yaql).error().kind == "ExpressionGrammar");
    CHECK(
        validate_text("<% 1 %>", no_yaql).error().message ==
        "The 'yaql' expression language is disabled by the operator."
    );
}

TEST_CASE("lenient compilation keeps the error for the evaluation") {
    const Template made = Template::compile_lenient(Value::dict({{"x", "a <% 1 + %>"}, {"y", 1}}));
    const Error error = made.evaluate(scope_of(data)).error();
    CHECK(error.code == ErrorCode::evaluation_failed);
    CHECK(error.kind == "YaqlEvaluation");
    CHECK(
        error.message == "Can not evaluate YAQL expression [expression=1 +, error=Parse error: "
                         "unexpected end of statement]"
    );
}

TEST_CASE("evaluation errors are wrapped and carry the inner one as a note") {
    const Error error = Template::compile("<% $.nope %>").value().evaluate(scope_of(data)).error();
    CHECK(error.code == ErrorCode::evaluation_failed);
    CHECK(error.kind == "YaqlEvaluation");
    CHECK(error.message == "Can not evaluate YAQL expression [expression=$.nope, error='nope']");
    CHECK(error.notes == std::vector<std::string>{"KeyError: 'nope'"});
    const Error limit =
        Template::compile("<% 'a' * 100000000000 %>").value().evaluate(scope_of(data)).error();
    CHECK(limit.code == ErrorCode::limit_exceeded);
}

TEST_CASE("a dict of templates: later keys win, null templates are dropped") {
    const auto compiled = [](const char* text) { return Template::compile(text).value(); };
    const Template made = Template::dict(
        {{"a", compiled("<% $.a %>")},
         {"b", Template::constant(5)},
         {"gone", Template()},
         {"a", compiled("<% $.a + 10 %>")}}
    );
    CHECK(made.evaluate(scope_of(data)).value() == Value::dict({{"a", 11}, {"b", 5}}));
    CHECK(made.source() == Value::dict({{"a", "<% $.a + 10 %>"}, {"b", 5}}));
    CHECK(Template::dict({{"k", Template::constant(1)}}).is_constant());
}

TEST_CASE("large data is neither copied nor walked") {
    const Value base = Value::dict({{"big", Value::list(std::vector<Value>(100'000, Value(7)))}});
    const Value merged = overlay(base, Value::dict({{"a", 1}}));
    Options options;
    options.limits.memory_max = 10'000;
    options.limits.steps_max = 1'000;
    Scope scope = scope_of(merged);
    scope.options = &options;
    CHECK(Template::compile("<% $.big %>").value().evaluate(scope).value().same_as(base["big"]));
    CHECK(Template::compile("<% $ %>").value().evaluate(scope).value().size() == 2);
    CHECK(
        Template::compile("<% $.big.len() + $.a %>").value().evaluate(scope).value() ==
        Value(100'001)
    );
}

TEST_CASE("a result that storage could not read back is an error") {
    const auto result = Template::compile("<% pow(10, 5000) %>").value().evaluate(scope_of(data));
    REQUIRE(!result.has_value());
    CHECK(result.error().message.find("4300") != std::string::npos);
}

TEST_CASE("a definition with many openings and no end is read in linear time") {
    std::string text;
    for (int i = 0; i < 200'000; ++i) text += "<%\n{{\n{%\n";
    CHECK(!has_expression(text));
    CHECK(has_expression(text + "<% 1 %>"));
    CHECK(has_expression(text + "{{ 1 }}"));
}

TEST_CASE("bare expressions take variables and give unabridged values") {
    const std::vector<Variable> variables{{"x", 2}};
    CHECK(evaluate_raw(Language::yaql, "$ + $x", scope_of(1), variables).value() == Value(3));
    CHECK(evaluate_raw(Language::yaql, "set(1)", Scope{}).value().kind() == Kind::set);
    CHECK(evaluate_raw(Language::yaql, "$.b", scope_of(data)).error().kind == "KeyError");
    CHECK(evaluate_raw(Language::yaql, "1 +", Scope{}).error().kind == "YaqlGrammar");
    CHECK(evaluate_raw(Language::yaql, "a ? b", Scope{}).error().kind == "YaqlLexical");
    CHECK(validate_raw(Language::yaql, "$.a").has_value());
    CHECK(!validate_raw(Language::yaql, "$.").has_value());
}

}  // namespace
}  // namespace wf::expr
