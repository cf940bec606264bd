// URLs and mail addresses in texts made into links: the work of the filter urlize.
#pragma once
#include "expr/runtime/context.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wf::expr::jinja {

struct LinkOptions {
    Value limit;         ///< characters of a link that are shown; null: all
    std::string rel;     ///< escaped
    std::string target;  ///< escaped
    std::vector<std::string> extra_schemes;
};

/// `escaped`: text with HTML entities.
std::string with_links(Context& context, std::string_view escaped, const LinkOptions& options);
/// "foo:", "foo://" ...
bool is_scheme_prefix(Context& context, std::string_view text);

}  // namespace wf::expr::jinja
