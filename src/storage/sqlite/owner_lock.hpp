// The right to write a database: an operating system lock on a file beside it, which the kernel
// releases when the process ends in any way, kill -9 included. The file's text tells others who
// holds it.
#pragma once
#include "base/error.hpp"

#include <memory>
#include <string>

namespace wf::sqlite {

class OwnerLock {
public:
    /// Locks `<database>.owner`. @errors storage_conflict "… is in use by process 4711 on host x
    /// since …", storage_unavailable if the file cannot be made.
    static Result<std::unique_ptr<OwnerLock>> take(const std::string& database);

    OwnerLock(const OwnerLock&) = delete;
    OwnerLock& operator=(const OwnerLock&) = delete;
    ~OwnerLock();

    /// "process 4711 on host x since 2026-01-31 08:05:00"
    const std::string& holder() const { return holder_; }

private:
    OwnerLock(int file, std::string holder) : file_(file), holder_(std::move(holder)) {}

    int file_;
    std::string holder_;
};

}  // namespace wf::sqlite
