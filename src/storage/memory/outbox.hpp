// The outbox of notifications in memory. Not thread-safe; the storage locks.
#pragma once
#include "ports/storage.hpp"

#include <map>

namespace wf::memory {

class Outbox {
public:
    void add(const std::vector<const NotificationRow*>& rows) {
        for (const NotificationRow* row : rows) {
            NotificationRow& stored = rows_[++last_number_];
            stored = *row;
            stored.number = last_number_;
        }
    }

    std::vector<NotificationRow> after(std::int64_t number, std::size_t limit) const {
        std::vector<NotificationRow> found;
        for (auto at = rows_.upper_bound(number); at != rows_.end() && found.size() < limit; ++at)
            found.push_back(at->second);
        return found;
    }

    void remove(const std::vector<std::int64_t>& numbers) {
        for (const std::int64_t number : numbers) rows_.erase(number);
    }

private:
    std::map<std::int64_t, NotificationRow> rows_;
    std::int64_t last_number_ = 0;
};

}  // namespace wf::memory
