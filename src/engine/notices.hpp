// What subscribers of an execution (params.notify) are told: changes of state, as events
// apply them.
#pragma once
#include "model/event.hpp"
#include "model/notification.hpp"

#include <optional>
#include <vector>

namespace wf::engine {

/// Stands around the application of one event: made before it, asked after it.
class NoticeWatch {
public:
    NoticeWatch(const Tree& tree, const EventBody& event);
    /// Appends a message per publisher who wants to know of what has changed.
    void tell(const Tree& tree, Instant at, std::vector<NotificationRow>& notices) const;

private:
    void tell_workflow(const Tree& tree, Instant at, std::vector<NotificationRow>& notices) const;
    void tell_task(const Tree& tree, Instant at, std::vector<NotificationRow>& notices) const;

    NodeRef about_;                      ///< none: nobody is told of such an event
    WorkflowIx workflow_ = no_ix;        ///< whose publishers are told
    std::optional<State> state_before_;  ///< nothing: the event creates it
    bool starts_run_ = false;            ///< the task was ready, and now begins a run
    State state_before_run_ = State::idle;
};

}  // namespace wf::engine
