#include "app/common/system.hpp"

#include "api/action_catalog.hpp"
#include "api/server.hpp"
#include "app/common/settings.hpp"
#include "executor/executor.hpp"
#include "executor/options.hpp"
#include "executor/registry.hpp"
#include "runtime/random.hpp"
#include "runtime/runtime.hpp"
#include "storage/memory/memory_storage.hpp"
#include "storage/sqlite/sqlite_storage.hpp"

#include <chrono>
#include <mutex>

namespace wf::app {
namespace {

class SystemClock final : public Clock {
public:
    Instant now() const override {
        const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
        return {std::chrono::duration_cast<Millis>(since_epoch).count()};
    }
};

class StandardActions final : public api::ActionCatalog {
public:
    std::vector<const ActionSignature*> all() const override {
        std::vector<const ActionSignature*> signatures;
        for (const ActionSignature& s : standard_action_signatures()) signatures.push_back(&s);
        return signatures;
    }

    const ActionSignature* find(std::string_view name) const override {
        for (const ActionSignature& s : standard_action_signatures()) {
            if (s.name == name) return &s;
        }
        return nullptr;
    }
};

Result<std::unique_ptr<Storage>> open_storage(const SystemOptions& options) {
    if (options.in_memory) return make_memory_storage();
    WF_TRY(SqliteOptions sqlite, sqlite_options(options.config));
    return open_sqlite(std::move(sqlite));
}

}  // namespace

struct System::Parts {
    SystemClock clock;
    StandardActions actions;
    std::mutex random_mutex;
    SystemRandom random;
    std::unique_ptr<Storage> storage;
    Executor executor;
    std::unique_ptr<Runtime> runtime;
    std::unique_ptr<api::ApiServer> api;
    bool stopped = false;

    Result<void> start(const SystemOptions& options, Logger& log) {
        WF_TRY(storage, open_storage(options));
        const RuntimeDependencies deps{
            *storage, executor, clock, log, standard_action_signatures()};
        WF_TRY(runtime, Runtime::start(runtime_options(options.config), deps));
        WF_TRY(ExecutorOptions executor_settings, executor_options(options.config));
        WF_CHECK(executor.start(std::move(executor_settings), *runtime, log));
        if (!options.with_api) return {};
        WF_TRY(api, api::ApiServer::start(api_options(options.config), api_dependencies()));
        return {};
    }

    api::ApiDependencies api_dependencies() {
        return {
            *storage,
            *runtime,
            clock,
            actions,
            [this] {
                const std::lock_guard lock(random_mutex);
                return random.next();
            },
        };
    }

    void stop(Millis patience) {
        if (stopped) return;
        stopped = true;
        if (api) api->stop();
        executor.stop(patience);
        if (runtime) runtime->stop();
    }
};

System::System(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {
}

System::~System() {
    stop(Millis{0});
}

Result<std::unique_ptr<System>> System::start(const SystemOptions& options, Logger& log) {
    auto parts = std::make_unique<Parts>();
    if (auto started = parts->start(options, log); !started) {
        parts->stop(Millis{0});
        return tl::unexpected(std::move(started).error());
    }
    return std::unique_ptr<System>(new System(std::move(parts)));
}

Storage& System::storage() {
    return *parts_->storage;
}

CommandSink& System::commands() {
    return *parts_->runtime;
}

const Clock& System::clock() const {
    return parts_->clock;
}

std::uint16_t System::port() const {
    return parts_->api ? parts_->api->port() : std::uint16_t{0};
}

void System::stop(Millis patience) {
    parts_->stop(patience);
}

}  // namespace wf::app
