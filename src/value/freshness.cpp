#include "value/freshness.hpp"

#include "base/assert.hpp"
#include "value/node/access.hpp"

namespace wf {

Value as_fresh_dict(Value dict) {
    WF_ASSERT(dict.is_dict(), "only a dict is marked");
    ValueAccess::set_fresh(dict);
    return dict;
}

bool is_fresh(const Value& value) {
    if (value.is_list()) return value.flavor() == ListFlavor::fresh;
    return ValueAccess::has_fresh_bit(value);
}

}  // namespace wf
