// Connections for reading, lent to any thread for one call each.
#pragma once
#include "storage/sqlite/connection.hpp"

#include <mutex>
#include <vector>

namespace wf::sqlite {

class ReaderPool {
public:
    ReaderPool(std::string path, Millis busy_timeout)
        : path_(std::move(path)), busy_timeout_(busy_timeout) {}

    /// Goes back to the pool at the end of its life.
    class Lease {
    public:
        Lease(ReaderPool& pool, std::unique_ptr<Connection> connection)
            : pool_(pool), connection_(std::move(connection)) {}

        Lease(Lease&&) = default;
        Lease& operator=(Lease&&) = delete;
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        ~Lease() {
            if (connection_) pool_.give_back(std::move(connection_));
        }

        Connection& operator*() const { return *connection_; }

        Connection* operator->() const { return connection_.get(); }

    private:
        ReaderPool& pool_;
        std::unique_ptr<Connection> connection_;
    };

    /// An idle connection, or a new one: there are as many as threads that read at the same time.
    Result<Lease> lend() {
        {
            const std::lock_guard lock{mutex_};
            if (!idle_.empty()) {
                std::unique_ptr<Connection> connection = std::move(idle_.back());
                idle_.pop_back();
                return Lease{*this, std::move(connection)};
            }
        }
        WF_TRY(auto connection, Connection::open(path_, Access::read_only, busy_timeout_));
        return Lease{*this, std::move(connection)};
    }

private:
    void give_back(std::unique_ptr<Connection> connection) {
        connection->trim();
        const std::lock_guard lock{mutex_};
        idle_.push_back(std::move(connection));
    }

    const std::string path_;
    const Millis busy_timeout_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace wf::sqlite
