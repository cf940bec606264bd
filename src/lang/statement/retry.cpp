#include "lang/statement/retry.hpp"

#include "lang/check/shapes.hpp"
#include "lang/statement/call_text.hpp"

namespace wf::lang {
namespace {

constexpr KeyRule retry_rules[] = {
    {"count", natural_or_expression, Presence::required},
    {"delay", natural_or_expression, Presence::required},
    {"break-on", only_expression},
    {"continue-on", only_expression},
};

// The one-line form as the mapping it stands for, all of it at the position of the text.
yaml::Node unfolded(const yaml::Node& text) {
    yaml::Node mapping = text;
    mapping.kind = Kind::dict;
    const auto call = parse_call(text.text());
    mapping.value = call ? call->as_dict() : Value::dict({});
    for (const Member& member : mapping.value.members()) {
        yaml::Node child;
        child.kind = member.value.kind();
        child.mark = child.key_mark = text.mark;
        child.end = text.end;
        child.value = member.value;
        child.key = member.key;
        child.key_kind = Kind::string;
        mapping.children.push_back(std::move(child));
    }
    return mapping;
}

std::optional<expr::Template> compiled(const yaml::Node& retry, std::string_view key) {
    const yaml::Node* node = retry.find(key);
    if (node == nullptr || node->value.is_null()) return std::nullopt;
    return expr::Template::compile_lenient(node->value);
}

RetrySpec compile(const Place& at, Checker& out) {
    out.expressions_of_members(at);
    const yaml::Node& node = at.node();
    const auto zero = expr::Template::constant(0);
    return {
        .count = compiled(node, "count").value_or(zero),
        .delay = compiled(node, "delay").value_or(zero),
        .break_on = compiled(node, "break-on"),
        .continue_on = compiled(node, "continue-on"),
    };
}

}  // namespace

void check_retry(const Place& at, Checker& out) {
    const yaml::Node& node = at.node();
    if (node.is_text() && !node.text().empty()) {
        if (node.text().find(' ') != std::string_view::npos && !parse_call(node.text())) {
            out.construction(
                at, "Invalid action/workflow task property: " + std::string{node.text()}
            );
            return;
        }
        const yaml::Node mapping = unfolded(node);
        if (mapping.children.empty()) {
            report_invalid(Place{at, mapping}, "'count=… delay=…' with a blank between them", out);
        } else {
            check_mapping(Place{at, mapping}, retry_rules, OtherKeys::refused, out);
        }
    } else if (node.is_mapping() && !node.children.empty()) {
        check_mapping(at, retry_rules, OtherKeys::refused, out);
    } else if (node.is_text()) {
        text(at, out);
    } else {
        report_invalid(at, "a mapping with 'count' and 'delay', or 'count=… delay=…'", out);
    }
}

std::optional<RetrySpec> read_retry(const Place& at, Checker& out) {
    if (at.node().is_mapping() && !at.node().children.empty()) return compile(at, out);
    if (!at.node().is_text() || at.node().text().empty()) return std::nullopt;
    const yaml::Node mapping = unfolded(at.node());
    return compile(Place{at, mapping}, out);
}

}  // namespace wf::lang
