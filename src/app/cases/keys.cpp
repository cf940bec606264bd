#include "app/cases/keys.hpp"

#include "base/suggest.hpp"
#include "value/json.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace wf::cases {

std::string key_text(const MarkedYaml& member) {
    return member.key.is_string() ? member.key.to_string() : to_json(member.key);
}

std::string unknown_text(
    std::string_view where, std::string_view key, std::span<const std::string_view> known
) {
    const std::string hint = did_you_mean(key, known);
    return fmt::format(
        "{}: unknown key '{}'{} Known: {}",
        where,
        key,
        hint.empty() ? "." : hint,
        fmt::join(known, ", ")
    );
}

void check_keys(
    const MarkedYaml& mapping,
    std::span<const std::string_view> known,
    std::string_view where,
    Problems& problems
) {
    for (const MarkedYaml& member : mapping.children) {
        const std::string key = key_text(member);
        if (std::ranges::find(known, std::string_view{key}) != known.end()) continue;
        problems.push_back(problem_at(member.key_mark, unknown_text(where, key, known)));
    }
}

}  // namespace wf::cases
