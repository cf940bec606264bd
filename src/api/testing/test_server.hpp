// An API server over memory storage and the fake engine, for tests.
#pragma once
#include "api/action_catalog.hpp"
#include "api/server.hpp"
#include "api/testing/fake_engine.hpp"
#include "ports/clock.hpp"

#include <atomic>
#include <memory>

namespace wf::api::testing {

/// Starts at 2026-01-31 08:05:00; every look advances it by a millisecond, so that rows differ in
/// age.
class TickingClock final : public Clock {
public:
    Instant now() const override { return {now_ms_.fetch_add(1)}; }

private:
    mutable std::atomic<std::int64_t> now_ms_{1'769'846'700'000};
};

/// std.async_noop, std.echo and std.noop.
class SmallCatalog final : public ActionCatalog {
public:
    SmallCatalog();
    std::vector<const ActionSignature*> all() const override;
    const ActionSignature* find(std::string_view name) const override;

private:
    std::vector<ActionSignature> signatures_;
};

class TestServer {
public:
    explicit TestServer(ApiOptions options = {});
    ~TestServer();

    std::uint16_t port() const { return server_->port(); }

    Storage& storage() { return *storage_; }

    void stop() { server_->stop(); }

private:
    TickingClock clock_;
    SmallCatalog catalog_;
    std::unique_ptr<Storage> storage_;
    std::atomic<std::uint64_t> random_{1};
    std::unique_ptr<FakeEngine> engine_;
    std::unique_ptr<ApiServer> server_;
};

}  // namespace wf::api::testing
