// One message to one publisher about one change of state. Stored by the commit that stores the
// change, removed when it has been delivered: so no change is ever told to nobody.
#pragma once
#include "base/id.hpp"
#include "value/value.hpp"

#include <cstdint>

namespace wf {

struct NotificationRow {
    std::int64_t number = 0;  ///< given by storage, in the order of commits
    Id root;                  ///< the tree it is about; messages about one tree keep their order
    Value publisher;          ///< dict as in params.notify: type, url, headers …
    Value payload;            ///< dict: the row as it was right after the change, and the event
    Instant created_at;
};

}  // namespace wf
