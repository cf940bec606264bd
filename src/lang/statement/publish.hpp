// What a task publishes: `publish`, `publish-on-error`, `publish-on-skip` and the scopes below
// on-clauses.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/program.hpp"
#include "lang/statement/clause.hpp"

#include <string_view>

namespace wf::lang {

/// `publish` below an on-clause: `branch`, `global`, `atomic`.
void check_scoped_publish(const Place& at, Checker& out);
void check_publish_expressions(const Place& scoped, Checker& out);
/// The mapping of one scope, null if there is none. `atomic` is accepted and never applied.
Value scope_of(const yaml::Node& scoped, std::string_view scope);

/// What is published in the state whose own key is `key` ("publish-on-error") and whose clause is
/// `clause`. Full merge per scope: on-complete's beats the task's key, which beats the state's
/// clause.
PublishSpec merged_publish(
    const yaml::Node& task,
    std::string_view key,
    const ClauseText& clause,
    const ClauseText& on_complete
);

}  // namespace wf::lang
