// Delivers the outbox, on a thread of its own. What cannot be delivered while this process runs
// stays stored, and the next one goes on with it.
#pragma once
#include "executor/http/client.hpp"
#include "notifier/lanes.hpp"
#include "ports/clock.hpp"
#include "ports/storage.hpp"
#include "telemetry/log.hpp"

#include <memory>

namespace wf {

struct NotifierOptions {
    http::ClientOptions http;
    Millis timeout{10'000};
    RetryRules retry;
    std::size_t window = 20'000;  ///< messages in memory
};

class Notifier {
public:
    struct Surroundings {
        Storage& storage;
        const Clock& clock;
        Logger& log;
    };

    /// Begins with what earlier runs have left. All of `around` outlives stop().
    /// @errors internal when the system has no descriptors or threads left.
    static Result<std::unique_ptr<Notifier>> start(NotifierOptions options, Surroundings around);
    ~Notifier();  ///< stops
    Notifier(const Notifier&) = delete;
    Notifier& operator=(const Notifier&) = delete;

    /// The outbox has something new. Any thread, never blocks.
    void wake();
    /// Breaks off what is on its way; it will be sent again. Idempotent.
    void stop();

private:
    struct Impl;
    explicit Notifier(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace wf
