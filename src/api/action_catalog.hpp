// What the API needs to know about built-in actions. The executor's registry implements it; the two
// meet in app/.
#pragma once
#include "model/action.hpp"

#include <string_view>
#include <vector>

namespace wf::api {

class ActionCatalog {
public:
    virtual ~ActionCatalog() = default;
    /// Every built-in action, in any order; the pointers stay valid as long as the catalog. Any
    /// thread.
    virtual std::vector<const ActionSignature*> all() const = 0;
    /// nullptr if there is none of this name. Any thread.
    virtual const ActionSignature* find(std::string_view name) const = 0;
};

}  // namespace wf::api
