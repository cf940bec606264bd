#include "app/common/system.hpp"

#include "api/action_catalog.hpp"
#include "api/server.hpp"
#include "app/common/settings.hpp"
#include "executor/executor.hpp"
#include "executor/options.hpp"
#include "executor/registry.hpp"
#include "notifier/notifier.hpp"
#include "runtime/random.hpp"
#include "runtime/runtime.hpp"
#include "scheduler/cron_triggers.hpp"
#include "scheduler/expiration.hpp"
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
    std::unique_ptr<Notifier> notifier;
    std::unique_ptr<Runtime> runtime;
    std::unique_ptr<Expiration> expiration;
    std::unique_ptr<CronTriggers> cron;
    std::vector<std::unique_ptr<JobThread>> jobs;
    std::unique_ptr<api::ApiServer> api;
    bool stopped = false;

    Result<void> start(const SystemOptions& options, Logger& log) {
        WF_TRY(storage, open_storage(options));
        WF_TRY(RuntimeOptions engine_settings, runtime_options(options.config));
        RuntimeDependencies deps{*storage, executor, clock, log, standard_action_signatures()};
        if (options.with_api) {
            WF_TRY(NotifierOptions settings, notifier_options(options.config));
            WF_TRY(
                notifier,
                Notifier::start(std::move(settings), Notifier::Surroundings{*storage, clock, log})
            );
            deps.on_notifications = [this] { notifier->wake(); };
        }
        WF_TRY(runtime, Runtime::start(engine_settings, deps));
        WF_TRY(ExecutorOptions executor_settings, executor_options(options.config));
        executor_settings.heartbeats = runtime.get();
        WF_CHECK(executor.start(std::move(executor_settings), *runtime, log));
        if (!options.with_api) return {};
        start_jobs(options.config, log);
        WF_TRY(api, api::ApiServer::start(api_options(options.config), api_dependencies()));
        return {};
    }

    void start_jobs(const Config& config, Logger& log) {
        const ExpirationOptions policy = expiration_options(config);
        if (policy.is_enabled()) {
            expiration = std::make_unique<Expiration>(
                policy, Expiration::Surroundings{*storage, *runtime, log}
            );
            jobs.push_back(std::make_unique<JobThread>(*expiration, clock, log));
        }
        if (config.cron_trigger.enabled) {
            cron = std::make_unique<CronTriggers>(
                std::chrono::seconds{config.cron_trigger.execution_interval_s},
                CronTriggers::Surroundings{*storage, *runtime, log}
            );
            jobs.push_back(std::make_unique<JobThread>(*cron, clock, log));
        }
    }

    /// Jobs wait for the engine's answers, so they end while it still gives them.
    void stop_jobs() {
        if (expiration) expiration->interrupt();
        jobs.clear();
    }

    api::ApiDependencies api_dependencies() {
        return {
            *storage,
            *runtime,
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
        stop_jobs();
        executor.stop(patience);
        if (runtime) runtime->stop();
        if (notifier) notifier->stop();
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
