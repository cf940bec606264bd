#include "storage/sqlite/owner_lock.hpp"

#include "base/time.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>

namespace wf::sqlite {
namespace {

std::string describe_ourselves() {
    std::array<char, 256> host{};
    if (gethostname(host.data(), host.size() - 1) != 0) host = {'?'};
    const auto since =
        std::chrono::duration_cast<Millis>(std::chrono::system_clock::now().time_since_epoch());
    return "process " + std::to_string(getpid()) + " on host " + host.data() + " since " +
           to_text(Instant{since.count()});
}

std::string read_holder(int file) {
    std::array<char, 512> text{};
    const ssize_t size = pread(file, text.data(), text.size(), 0);
    if (size <= 0) return "another process";
    std::string holder(text.data(), static_cast<std::size_t>(size));
    return holder.substr(0, holder.find('\n'));
}

tl::unexpected<Error> cannot_lock(const std::string& path, const char* what) {
    return fail(
        ErrorCode::storage_unavailable,
        std::string{what} + " lock file " + path + " failed: " + std::strerror(errno)
    );
}

}  // namespace

Result<std::unique_ptr<OwnerLock>> OwnerLock::take(const std::string& database) {
    // One file has one lock, by whatever path and link it is reached.
    std::error_code ignored;
    const auto canonical = std::filesystem::weakly_canonical(database, ignored);
    const std::string path = (canonical.empty() ? database : canonical.string()) + ".owner";
    // Closed on exec: a program that we start must not keep our lock when we die.
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0) return cannot_lock(path, "opening");
    std::unique_ptr<OwnerLock> lock{new OwnerLock{file, describe_ourselves()}};
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) return cannot_lock(path, "locking");
        return fail(
            ErrorCode::storage_conflict,
            "database " + database + " is in use by " + read_holder(file)
        );
    }
    const std::string text = lock->holder() + "\n";
    // The text only informs: failing to write it (a full disk) does not weaken the lock.
    if (ftruncate(file, 0) == 0) {
        [[maybe_unused]] const ssize_t written = pwrite(file, text.data(), text.size(), 0);
    }
    return lock;
}

OwnerLock::~OwnerLock() {
    ::close(file_);
}

}  // namespace wf::sqlite
