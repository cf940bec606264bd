#include "lang/statement/call.hpp"

#include "lang/statement/call_text.hpp"

namespace wf::lang {
namespace {

constexpr std::string_view noop_action = "std.noop";

CallSpec make_call(std::string name, const Value& input) {
    CallSpec call;
    call.name_is_dynamic = expr::has_expression(name);
    call.name = expr::Template::compile_lenient(Value{name});
    call.text = std::move(name);
    call.input_is_expression = input.is_string();
    call.input = expr::Template::compile_lenient(input.is_null() ? Value::dict({}) : input);
    return call;
}

Value input_value(const Place* input) {
    if (input == nullptr) return {};
    const Value& value = input->value();
    return value.is_dict() || value.is_string() ? value : Value{};
}

void check_input(const Place* input, Checker& out) {
    if (input == nullptr) return;
    out.expression(*input);
    out.expressions_of_members(*input);
}

}  // namespace

CallSpec default_call(const Place* input, Checker& out) {
    check_input(input, out);
    return make_call(std::string{noop_action}, input_value(input));
}

CallSpec read_call(const Place& call, const Place* input, Checker& out) {
    check_input(input, out);
    if (!call.node().is_text() || call.node().text().empty()) return default_call(nullptr, out);
    const std::string_view text = call.node().text();
    auto parsed = parse_call(text);
    if (!parsed) {
        out.construction(call, "Invalid action/workflow task property: " + std::string{text});
        return {};
    }
    const Value parameters = parsed->as_dict();
    for (const Member& parameter : parameters.members()) {
        if (parameter.value.is_string()) out.expression_text(call, parameter.value.as_string());
    }
    const Value below = input_value(input);
    if (parsed->parameters.empty()) return make_call(std::move(parsed->name), below);
    if (below.is_string()) {
        out.construction(
            *input,
            "'input' is a text and cannot be combined with inline parameters [call=" +
                std::string{text} + "]"
        );
        return {};
    }
    return make_call(std::move(parsed->name), overlay(below, parameters));
}

}  // namespace wf::lang
