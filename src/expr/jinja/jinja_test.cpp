// What data files cannot say: compile errors, texts with carriage returns, evaluating one program
// again.
#include "expr/jinja/jinja.hpp"

#include <doctest/doctest.h>

namespace wf::expr::jinja {
namespace {

std::unique_ptr<InlineProgram> compiled(std::string_view text) {
    auto program = compile_jinja_text(text);
    REQUIRE(program.has_value());
    return *std::move(program);
}

Value evaluated(const InlineProgram& program, const Value& data) {
    Scope scope;
    scope.data = data;
    Context context{scope, Language::jinja};
    return program.evaluate(context);
}

std::string failure_of(const InlineProgram& program) {
    try {
        evaluated(program, Value{});
    } catch (const EvalError& error) {
        return error.kind + ": " + error.message;
    }
    return "none";
}

TEST_CASE("grammar errors are bare") {
    const auto text = compile_jinja_text("{{ 1 + }}");
    REQUIRE(!text.has_value());
    CHECK(text.error().code == ErrorCode::grammar_invalid);
    CHECK(text.error().kind == "TemplateSyntaxError");
    CHECK(text.error().message == "unexpected 'end of print statement'");
    const auto expression = compile_jinja_expression("1 2");
    REQUIRE(!expression.has_value());
    CHECK(expression.error().message == "chunk after expression");
}

TEST_CASE("what only evaluation refuses compiles") {
    CHECK(
        failure_of(*compiled("{{ 1|nope }}")) == "TemplateAssertionError: No filter named 'nope'."
    );
    CHECK(failure_of(*compiled("{% set x = 1 %}")) == "IndexError: list index out of range");
    // A template, but no expression.
    CHECK(failure_of(*compiled("{{- 1 -}}")).starts_with("TemplateSyntaxError: "));
    CHECK(failure_of(*compiled("{{ 1, 2 }}")) == "TemplateSyntaxError: chunk after expression");
}

TEST_CASE("carriage returns become line feeds, the last one is dropped") {
    CHECK(evaluated(*compiled("{{ 1 }}\r\nx\ry\r\n"), Value{}) == Value{"1\nx\ny"});
    CHECK(evaluated(*compiled("a{{ 1 }}\n\n"), Value{}) == Value{"a1\n"});
    CHECK(
        evaluated(*compiled("{% raw %}{{ x }}\r\n{% endraw %}{{ 1 }}"), Value{}) ==
        Value{"{{ x }}\n1"}
    );
}

TEST_CASE("a text that is one expression keeps the type, a bare expression too") {
    const Value data = Value::dict({{"a", Value::list({1, 2})}});
    CHECK(evaluated(*compiled("{{ _.a }}"), data) == Value::list({1, 2}));
    CHECK(evaluated(*compiled("{{ _.a }} "), data) == Value{"[1, 2] "});
    const auto expression = compile_jinja_expression("_.a[1] + 1");
    REQUIRE(expression.has_value());
    CHECK(evaluated(**expression, data) == Value{3});
}

TEST_CASE("evaluations leave nothing behind") {
    const Value data = Value::dict({{"l", Value::list({1})}});
    const auto program = compiled("{% if _.l.append(2) %}{% endif %}{{ _.l }}");
    CHECK(evaluated(*program, data) == Value{"[1, 2]"});
    CHECK(evaluated(*program, data) == Value{"[1, 2]"});
    CHECK(data["l"].size() == 1);
}

TEST_CASE("a value of the data is shared, not copied") {
    const Value data = Value::dict({{"l", Value::list({1, 2, 3})}});
    CHECK(evaluated(*compiled("{{ _.l }}"), data).same_as(data["l"]));
}

TEST_CASE("functions that outlive their evaluation are inert") {
    const Value left = evaluated(*compiled("{{ [1].append }}"), Value{});
    REQUIRE(left.kind() == Kind::opaque);
    CHECK(left.as_opaque().type_name() == "function");
}

}  // namespace
}  // namespace wf::expr::jinja
