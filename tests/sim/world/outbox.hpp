// Somebody who wants to hear of everything: what a commit changes for good it must also tell, once
// and in order, and what was told must arrive whatever dies in between.
#pragma once
#include "ports/storage.hpp"
#include "world/journal.hpp"

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace wf::sim {

class Outbox {
public:
    /// `joins`: names of the tasks that are joins.
    Outbox(Journal& journal, const std::set<std::string>& joins)
        : journal_(journal), joins_(joins) {}

    void turn_on() { is_on_ = true; }

    bool is_on() const { return is_on_; }

    /// A commit that the database has taken.
    void committed(const ChangeSet& changes);

    /// The notifier takes up to `most` messages. `dies`: before it can say that they have arrived,
    /// so that they come again.
    void deliver(Storage& disk, std::size_t most, bool dies);

    /// After the last delivery: every message has arrived.
    void judge(Storage& disk);

private:
    void check_told(const std::string& id, State state);

    Journal& journal_;
    const std::set<std::string>& joins_;
    bool is_on_ = false;
    std::unordered_map<std::string, std::string> last_told_;  ///< state by id
    std::map<Id, std::vector<std::string>> sent_;             ///< by tree, in the order of commits
    std::map<std::int64_t, NotificationRow> arrived_;         ///< by number
};

}  // namespace wf::sim
