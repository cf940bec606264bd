#include "lang/statement/policies.hpp"

#include "lang/statement/retry.hpp"

#include <string_view>

namespace wf::lang {
namespace {

using Template = std::optional<expr::Template>;

struct Row {
    std::string_view key;
    Template PolicySpec::*member;
};

constexpr Row rows[] = {
    {"pause-before", &PolicySpec::pause_before},
    {"wait-before", &PolicySpec::wait_before},
    {"wait-after", &PolicySpec::wait_after},
    {"fail-on", &PolicySpec::fail_on},
    {"timeout", &PolicySpec::timeout},
    {"concurrency", &PolicySpec::concurrency},
};

}  // namespace

PolicySpec read_policies(const Place& mapping, Checker& out) {
    PolicySpec policies;
    for (const Row& row : rows) {
        with_member(mapping, row.key, [&](const Place& at) {
            out.expression(at);
            if (truthy(at.value()))
                policies.*row.member = expr::Template::compile_lenient(at.value());
        });
    }
    with_member(mapping, "retry", [&](const Place& at) { policies.retry = read_retry(at, out); });
    return policies;
}

PolicySpec merged(const PolicySpec& own, const PolicySpec& defaults) {
    PolicySpec result = own;
    for (const Row& row : rows) {
        if (!(result.*row.member)) result.*row.member = defaults.*row.member;
    }
    if (!result.retry) result.retry = defaults.retry;
    return result;
}

}  // namespace wf::lang
