// `with-items:` of a task: `i in <% $.list %>`, `i in [1, 2]`, or a list of such.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/program.hpp"

#include <string_view>
#include <vector>

namespace wf::lang {

void check_with_items(const Place& at, Checker& out);
/// The same variable twice: the later source counts, at the first one's place.
std::vector<WithItem> read_with_items(const Place& at, Checker& out);

/// What follows the list or the expression of one entry and is ignored.
std::string_view text_behind_items(std::string_view entry);

}  // namespace wf::lang
