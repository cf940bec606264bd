#include "lang/statement/publish.hpp"

#include "lang/check/shapes.hpp"

#include <array>

namespace wf::lang {
namespace {

constexpr KeyRule scope_rules[] = {
    {"branch", mapping_of_values},
    {"global", mapping_of_values},
    {"atomic", mapping_of_values},
};

std::optional<expr::Template> compiled(const Value& mapping) {
    if (mapping.is_null()) return std::nullopt;
    return expr::Template::compile_lenient(mapping);
}

}  // namespace

void check_scoped_publish(const Place& at, Checker& out) {
    if (at.node().is_mapping() && at.node().children.empty()) {
        out.construction(at, "Either 'branch', 'global' or 'atomic' must be specified: {}");
        return;
    }
    check_mapping(at, scope_rules, OtherKeys::refused, out);
}

void check_publish_expressions(const Place& scoped, Checker& out) {
    for (const KeyRule& rule : scope_rules) {
        with_member(scoped, rule.key, [&out](const Place& at) { out.expressions_of_members(at); });
    }
}

Value scope_of(const yaml::Node& scoped, std::string_view scope) {
    const yaml::Node* node = scoped.find(scope);
    return node != nullptr && node->is_mapping() ? node->value : Value{};
}

PublishSpec merged_publish(
    const yaml::Node& task,
    std::string_view key,
    const ClauseText& clause,
    const ClauseText& on_complete
) {
    const Value own = scope_of(task, key);
    const auto merge = [](const Value& below, const Value& above) {
        if (below.is_null()) return above;
        return above.is_null() ? below : merge_recursive(below, above);
    };
    return {
        .branch = compiled(merge(merge(clause.publish_branch, own), on_complete.publish_branch)),
        .global = compiled(merge(clause.publish_global, on_complete.publish_global)),
    };
}

}  // namespace wf::lang
