#include "api/core/policy.hpp"

#include "api/http/message.hpp"
#include "api/http/query.hpp"
#include "base/assert.hpp"

#include <algorithm>

namespace wf::api {
namespace {

constexpr PolicyCheck anybody = PolicyCheck::admin_or_owner;
constexpr PolicyCheck admin = PolicyCheck::admin_only;

constexpr PolicyRule rules[] = {
    {"action_executions:create", anybody},
    {"action_executions:delete", anybody},
    {"action_executions:get", anybody},
    {"action_executions:list", anybody},
    {"action_executions:update", anybody},
    {"actions:create", anybody},
    {"actions:delete", anybody},
    {"actions:get", anybody},
    {"actions:list", anybody},
    {"actions:publicize", admin},
    {"actions:update", anybody},
    {"cron_triggers:create", anybody},
    {"cron_triggers:delete", anybody},
    {"cron_triggers:get", anybody},
    {"cron_triggers:list", anybody},
    {"cron_triggers:list:all_projects", admin},
    {"cron_triggers:publicize", admin},
    {"environments:create", anybody},
    {"environments:delete", anybody},
    {"environments:get", anybody},
    {"environments:list", anybody},
    {"environments:publicize", admin},
    {"environments:update", anybody},
    {"event_triggers:create", anybody},
    {"event_triggers:delete", anybody},
    {"event_triggers:get", anybody},
    {"event_triggers:list", anybody},
    {"event_triggers:list:all_projects", admin},
    {"event_triggers:publicize", admin},
    {"event_triggers:update", anybody},
    {"executions:create", anybody},
    {"executions:delete", anybody},
    {"executions:get", anybody},
    {"executions:list", anybody},
    {"executions:list:all_projects", admin},
    {"executions:update", anybody},
    {"executions:why", anybody},
    {"expressions:evaluate", anybody},
    {"services:list", anybody},
    {"tasks:get", anybody},
    {"tasks:list", anybody},
    {"tasks:update", anybody},
    {"workbooks:create", anybody},
    {"workbooks:delete", anybody},
    {"workbooks:get", anybody},
    {"workbooks:list", anybody},
    {"workbooks:publicize", admin},
    {"workbooks:update", anybody},
    {"workflows:create", anybody},
    {"workflows:delete", anybody},
    {"workflows:get", anybody},
    {"workflows:list", anybody},
    {"workflows:list:all_projects", admin},
    {"workflows:publicize", admin},
    {"workflows:update", anybody},
};
static_assert(std::ranges::is_sorted(rules, {}, &PolicyRule::name));

}  // namespace

Caller caller_of(const http::Request& request) {
    Caller caller;
    if (request.roles.empty()) return caller;
    const auto roles = http::split_commas(request.roles);
    caller.is_admin = std::ranges::find(roles, "admin") != roles.end();
    return caller;
}

const PolicyRule& policy_rule(std::string_view name) {
    const auto* rule = std::ranges::lower_bound(rules, name, {}, &PolicyRule::name);
    WF_ASSERT(
        rule != std::end(rules) && rule->name == name, "a route names an unknown policy rule"
    );
    return *rule;
}

Result<void> enforce(const PolicyRule& rule, const Caller& caller) {
    if (rule.check == PolicyCheck::admin_only && !caller.is_admin)
        return fail(ErrorCode::forbidden, "Operation forbidden (insufficient permissions)");
    return {};
}

}  // namespace wf::api
