#include "lang/statement/publish.hpp"

#include "lang/check/shapes.hpp"

#include <algorithm>

namespace wf::lang {
namespace {

constexpr KeyRule publish_rules[] = {
    {"branch", mapping_of_values},
    {"global", mapping_of_values},
    {"atomic", mapping_of_values},
    {"name", text},  // these say nothing, and are let pass as in the original
    {"version", version_of_list},
    {"description", text},
    {"tags", unique_texts},
};

constexpr std::string_view scopes[] = {"branch", "global", "atomic"};

std::optional<expr::Template> compiled(const Value& mapping) {
    if (mapping.is_null()) return std::nullopt;
    return expr::Template::compile_lenient(mapping);
}

}  // namespace

void check_scoped_publish(const Place& at, Checker& out) {
    const yaml::Node& node = at.node();
    if (!node.is_mapping() || !node.children.empty())
        check_mapping(at, publish_rules, OtherKeys::refused, out);
    const bool has_scope =
        std::ranges::any_of(scopes, [&node](auto scope) { return node.find(scope) != nullptr; });
    if (node.is_mapping() && !has_scope) {
        out.construction(
            at, "Either 'branch', 'global' or 'atomic' must be specified: " + shown(at.value())
        );
    }
}

void check_publish_expressions(const Place& scoped, Checker& out) {
    for (const std::string_view scope : scopes) {
        with_member(scoped, scope, [&out](const Place& at) { out.expressions_of_members(at); });
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
