#include "base/suggest.hpp"
#include "lang/warn/checks.hpp"
#include "lang/warn/reads.hpp"
#include "lang/warn/visit.hpp"

#include <algorithm>
#include <unordered_set>

namespace wf::lang {

namespace {

using Names = std::unordered_set<std::string_view>;

void add_keys(const yaml::Node* mapping, Names& names) {
    if (mapping == nullptr || !mapping->is_mapping()) return;
    for (const yaml::Node& member : mapping->children) {
        if (member.key.is_string()) names.insert(member.key.as_string());
    }
}

Names inputs_of(const Program& program) {
    Names names;
    for (const InputParameter& input : program.input) names.insert(input.name);
    return names;
}

// Everything that some task may find in its context, whether it stands before that task or not.
void add_published(const Place& task, const TaskSpec& spec, Names& names) {
    for (const std::string_view key : {"publish", "publish-on-error", "publish-on-skip"}) {
        add_keys(task.node().find(key), names);
    }
    for_each_clause(task, [&names](const Place& clause, Clause /*c*/) {
        const yaml::Node* publish = clause.node().find("publish");
        if (publish == nullptr) return;
        for (const std::string_view scope : {"branch", "global", "atomic"}) {
            add_keys(publish->find(scope), names);
        }
    });
    for (const WithItem& item : spec.with_items) names.insert(item.variable);
}

// `__env`, `__execution` and alike are the engine's; `openstack` is there with authentication.
bool is_of_engine(std::string_view name) {
    return name.starts_with("__") || name == "openstack";
}

class Search {
public:
    Search(const Names& known, std::string hint, Checker& out)
        : known_(known), hint_(std::move(hint)), out_(out) {}

    void in(const Place& at) {
        for_each_text(at, [this](const Place& text) {
            if (!expr::has_expression(text.node().text())) return;
            for_each_read(text.node().text(), [this, &text](std::string_view name) {
                if (!is_of_engine(name) && !known_.contains(name)) report(text, name);
            });
        });
    }

private:
    void report(const Place& at, std::string_view name) {
        std::string suggestion;
        if (out_.may_suggest()) {
            Suggestion nearest{name};
            for (const std::string_view known : known_) nearest.consider(known);
            suggestion = std::move(nearest).text();
        }
        out_.warning(
            at,
            "nothing provides '" + std::string{name} + "'",
            {.hint = hint_, .suggestion = std::move(suggestion), .rule = "unknown-variable"}
        );
    }

    const Names& known_;
    std::string hint_;
    Checker& out_;
};

void search_tasks(const WorkflowView& view, Search& search) {
    constexpr std::string_view texts[] = {"name", "version", "type", "description", "tags"};
    for_each_task_or_defaults(view, [&](const Place& task) {
        for_each_member(task, [&](const Place& member) {
            if (std::ranges::find(
                    texts,
                    member.node().key.is_string() ? member.node().key.as_string()
                                                  : std::string_view{}
                ) == std::end(texts)) {
                search.in(member);
            }
        });
    });
}

}  // namespace

void warn_unknown_variable(const WorkflowView& view) {
    Names known = inputs_of(view.program);
    Search in_vars{known, "'vars' see only the inputs", view.out};
    with_member(view.at, "vars", [&](const Place& vars) { in_vars.in(vars); });

    add_keys(view.at.node().find("vars"), known);
    for_each_task(view, [&known](const Place& task, const TaskSpec& spec) {
        add_published(task, spec, known);
    });
    Search search{known, "it is no input or variable, and no task publishes it", view.out};
    search_tasks(view, search);
    for (const std::string_view key : {"output", "output-on-error"}) {
        with_member(view.at, key, [&](const Place& member) { search.in(member); });
    }
}

}  // namespace wf::lang
