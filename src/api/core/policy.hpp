// Who may do what: the rules of the original as a table, and their check.
#pragma once
#include "base/error.hpp"

#include <cstdint>
#include <string_view>

namespace wf::http {
struct Request;
}

namespace wf::api {

/// Who asks, as far as the request says. Authentication is off: the headers are believed.
struct Caller {
    bool is_admin = false;
};

Caller caller_of(const http::Request& request);

enum class PolicyCheck : std::uint8_t {
    admin_or_owner,  // the target is the caller's own project: true for everybody
    admin_only,
};

struct PolicyRule {
    std::string_view name;  ///< "executions:get"
    PolicyCheck check;
};

/// Asserts that the rule exists: names come from our own tables.
const PolicyRule& policy_rule(std::string_view name);
/// @errors forbidden
Result<void> enforce(const PolicyRule& rule, const Caller& caller);

}  // namespace wf::api
