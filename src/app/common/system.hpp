// The whole system in one process: storage, engine, executor and, for a server, the API. The only
// place where concrete types meet.
#pragma once
#include "base/error.hpp"
#include "config/config.hpp"
#include "ports/clock.hpp"
#include "ports/command_sink.hpp"
#include "ports/storage.hpp"
#include "telemetry/log.hpp"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace wf::app {

struct SystemOptions {
    Config config;
    bool in_memory = false;  ///< nothing is stored: `mistral run`
    bool with_api = true;
};

class System {
public:
    /// Opens the database (an embedded one is created or upgraded), begins with what was
    /// unfinished, listens.
    /// @errors with a message that says what to do: database in use, port taken, wrong option.
    static Result<std::unique_ptr<System>> start(const SystemOptions& options, Logger& log);
    ~System();  ///< stops without patience
    System(const System&) = delete;
    System& operator=(const System&) = delete;

    Storage& storage();
    CommandSink& commands();
    const Clock& clock() const;
    /// Of the API; 0 without one.
    std::uint16_t port() const;
    /// In order: no new requests, running actions get `patience` to end, the engine commits what it
    /// has.
    void stop(Millis patience);

private:
    struct Parts;
    explicit System(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

/// Stores a workflow list or a workbook (a document with a `workflows` mapping and a `name`) in the
/// default namespace and project; the full names of its workflows.
/// @errors those of the language, conflict if a name is taken.
Result<std::vector<std::string>> define(
    Storage& storage, std::string_view text, bool is_workbook, Instant now
);

}  // namespace wf::app
