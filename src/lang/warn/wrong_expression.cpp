#include "lang/warn/checks.hpp"
#include "lang/warn/visit.hpp"

namespace wf::lang {
namespace {

void check_text(const Place& at, std::string_view text, Checker& out) {
    if (!expr::has_expression(text)) return;
    const auto error = out.grammar_error(text);
    if (!error) return;
    out.warning(
        at,
        "this expression fails when it is evaluated: " + error->message,
        {.rule = "wrong-expression"}
    );
}

void check_texts(const Place& at, Checker& out) {
    for_each_text(at, [&out](const Place& text) { check_text(text, text.node().text(), out); });
}

void check_parameters(const WrittenTarget& target, Checker& out) {
    const auto call = split_target(target.text);
    if (!call) return;
    const Value parameters = call->as_dict();
    for (const Member& parameter : parameters.members()) {
        if (parameter.value.is_string()) check_text(target.at, parameter.value.as_string(), out);
    }
}

}  // namespace

// As in the original, only the first level of mappings is a reason to refuse a definition.
void warn_wrong_expression(const WorkflowView& view) {
    for (const std::string_view key : {"vars", "output", "output-on-error"}) {
        with_member(view.at, key, [&view](const Place& at) { check_texts(at, view.out); });
    }
    constexpr std::string_view keys[] = {
        "target", "input", "publish", "publish-on-error", "publish-on-skip"};
    for_each_task_or_defaults(view, [&](const Place& task) {
        for (const std::string_view key : keys) {
            with_member(task, key, [&view](const Place& at) { check_texts(at, view.out); });
        }
        for_each_clause(task, [&view](const Place& clause, Clause /*c*/) {
            with_member(clause, "publish", [&view](const Place& at) { check_texts(at, view.out); });
            for_each_target(clause, [&view](const WrittenTarget& target) {
                check_parameters(target, view.out);
            });
        });
    });
}

void warn_wrong_expression_in_action(const ActionView& view) {
    for (const std::string_view key : {"base-input", "output"}) {
        with_member(view.at, key, [&view](const Place& at) { check_texts(at, view.out); });
    }
}

}  // namespace wf::lang
