#include "lang/statement/join.hpp"

#include "lang/check/shapes.hpp"

#include <algorithm>
#include <limits>

namespace wf::lang {

void check_join(const Place& at, Checker& out) {
    const Value& value = at.value();
    const bool word = value.is_string() && (value == Value{"all"} || value == Value{"one"});
    if (!word && !is_natural(value)) {
        report_invalid(at, "'all', 'one' or an integer of at least 0", out);
    }
}

JoinSpec read_join(const yaml::Node* join) {
    if (join == nullptr) return {};
    const Value& value = join->value;
    if (value.is_string()) {
        if (value.as_string() == "all") return {.kind = JoinSpec::Kind::all, .count = 0};
        if (value.as_string() == "one") return {.kind = JoinSpec::Kind::count, .count = 1};
        return {};
    }
    if (!is_natural(value) || !truthy(value)) return {};
    // More than there can be tasks: refused later, for lack of inbound tasks.
    constexpr std::uint32_t most = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t count = most;
    if (value.kind() == Kind::integer) {
        count = static_cast<std::uint32_t>(std::min<std::int64_t>(value.as_int(), most));
    } else if (value.kind() == Kind::floating && value.as_double() < most) {
        count = static_cast<std::uint32_t>(value.as_double());
    }
    return {.kind = JoinSpec::Kind::count, .count = count};
}

}  // namespace wf::lang
