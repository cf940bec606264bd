// Keys of a case file: which there are, and what was probably meant by another one.
#pragma once
#include "app/cases/problem.hpp"

#include <span>
#include <string>
#include <string_view>

namespace wf::cases {

/// A problem for each member whose key is not `known`; `where` begins the message.
void check_keys(
    const MarkedYaml& mapping,
    std::span<const std::string_view> known,
    std::string_view where,
    Problems& problems
);

/// "where: unknown …; did you mean …? There are: …"
std::string unknown_text(
    std::string_view where, std::string_view key, std::span<const std::string_view> known
);

/// The key of a member as text.
std::string key_text(const MarkedYaml& member);

}  // namespace wf::cases
