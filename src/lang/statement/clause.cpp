#include "lang/statement/clause.hpp"

#include "lang/check/shapes.hpp"
#include "lang/statement/call_text.hpp"
#include "lang/statement/publish.hpp"

#include <algorithm>

namespace wf::lang {
namespace {

constexpr std::string_view blanks = " \t\n\r\f\v";

std::size_t word_length(std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() && is_word_character(text[n])) ++n;
    return n;
}

// `NAME PARAMETER=…` with one blank, or `NAME(PARAMETER=…)`, all words.
bool has_parameters(std::string_view text) {
    const std::size_t name = word_length(text);
    if (name == 0 || name == text.size() || text.find('\n') != std::string_view::npos) return false;
    const bool parenthesis = text[name] == '(';
    if (!parenthesis && text[name] != ' ') return false;
    if (parenthesis && !text.ends_with(')')) return false;
    text.remove_prefix(name + 1);
    const std::size_t parameter = word_length(text);
    return parameter > 0 && parameter < text.size() && text[parameter] == '=';
}

// A name without blanks, or one of the forms with parameters. The original refuses `fail(msg='x')`
// without a blank inside, by mistake: it fits two of its patterns.
bool is_target(std::string_view text) {
    if (text.empty()) return false;
    if (text.find_first_of(blanks) == std::string_view::npos) return true;
    return has_parameters(text);
}

void report_bad_target(const Place& at, Checker& out) {
    report_invalid(at, "a task name, an engine command or 'name parameter=value'", out);
}

void check_conditional(const Place& at, Checker& out) {
    if (at.node().children.size() != 1) {
        report_invalid(at, "one key: 'task: <% condition %>'", out);
        return;
    }
    text_keys(at, out);
    for_each_member(at, [&out](const Place& member) {
        // Behind a key that could be no target anyway the original takes everything.
        const Value& key = member.node().key;
        if (!key.is_string() || is_target(key.as_string())) only_expression(member, out);
    });
}

void check_item(const Place& at, Checker& out) {
    if (at.node().is_mapping()) {
        check_conditional(at, out);
    } else if (!at.node().is_text() || !is_target(at.node().text())) {
        report_bad_target(at, out);
    }
}

void check_next(const Place& at, Checker& out) {
    if (!at.node().is_list()) {
        check_item(at, out);
        return;
    }
    if (at.node().children.empty()) report_invalid(at, "at least one target", out);
    for_each_item(at, [&out](const Place& item) { check_item(item, out); });
    unique_items(at, out);
}

constexpr KeyRule advanced_rules[] = {{"publish", check_scoped_publish}, {"next", check_next}};

// nullopt: it has a blank, and what is before the blank is no name.
std::optional<Target> make_target(const Place& at, const Value& text, Checker& out) {
    Target target;
    target.text = text.is_string() ? text.to_string() : std::string{};
    target.name = target.text;
    if (auto call = split_target(target.text)) {
        target.name = std::move(call->name);
        if (!call->parameters.empty()) {
            target.parameters = expr::Template::compile_lenient(call->as_dict());
        }
    } else if (target.text.find(' ') != std::string::npos) {
        out.construction(at, "Invalid action/workflow task property: " + target.text);
        return std::nullopt;
    }
    return target;
}

void read_item(const Place& at, Checker& out, std::vector<Target>& targets) {
    const yaml::Node& node = at.node();
    if (node.is_text()) {
        auto target = make_target(at, node.value, out);
        if (!target) return;
        target->mark = node.mark;
        targets.push_back(*std::move(target));
        return;
    }
    if (!node.is_mapping() || node.children.size() != 1) return;
    const Place condition{at, 0};
    auto target = make_target(condition, condition.node().key, out);
    if (!target) return;
    target->mark = condition.node().key_mark;
    out.expression(condition);
    target->condition = expr::Template::compile_lenient(condition.value());
    targets.push_back(*std::move(target));
}

void read_next(const Place& at, Checker& out, std::vector<Target>& targets) {
    if (at.node().is_list()) {
        for_each_item(at, [&](const Place& item) { read_item(item, out, targets); });
    } else {
        read_item(at, out, targets);
    }
}

}  // namespace

bool is_advanced(const yaml::Node& clause) {
    return std::ranges::any_of(advanced_rules, [&](const KeyRule& r) {
        return clause.find(r.key) != nullptr;
    });
}

std::optional<CallText> split_target(std::string_view text) {
    // The original splits at blanks only and so refuses `fail(msg='x')`.
    const bool splits = text.find(' ') != std::string_view::npos || has_parameters(text);
    return splits ? split_call(text) : std::nullopt;
}

void check_clause(const Place& at, Checker& out) {
    const yaml::Node& node = at.node();
    if (node.is_mapping() && is_advanced(node)) {
        check_mapping(at, advanced_rules, OtherKeys::refused, out);
    } else if (node.is_mapping() && node.children.empty()) {
        report_bad_target(at, out);
    } else {
        check_next(at, out);
    }
}

ClauseText read_clause(const Place& at, Checker& out) {
    ClauseText clause;
    if (!at.node().is_mapping()) {
        read_next(at, out, clause.targets);
        return clause;
    }
    // A mapping is the advanced form even if it looks like one conditional target: then it has
    // neither key and leads nowhere. Existing definitions live with that: see
    // warn/clause_mapping.cpp.
    with_member(at, "next", [&](const Place& next) { read_next(next, out, clause.targets); });
    with_member(at, "publish", [&](const Place& publish) {
        check_publish_expressions(publish, out);
        clause.publish_branch = scope_of(publish.node(), "branch");
        clause.publish_global = scope_of(publish.node(), "global");
    });
    return clause;
}

ClauseTexts read_clauses(const Place& mapping, Checker& out) {
    ClauseTexts clauses;
    for (const Clause c :
         {Clause::on_success, Clause::on_error, Clause::on_complete, Clause::on_skip}) {
        with_member(mapping, name_of(c), [&](const Place& at) {
            clauses[static_cast<std::size_t>(c)] = read_clause(at, out);
        });
    }
    return clauses;
}

}  // namespace wf::lang
