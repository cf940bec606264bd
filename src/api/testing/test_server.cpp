#include "api/testing/test_server.hpp"

#include "base/assert.hpp"
#include "storage/memory/memory_storage.hpp"

#include <algorithm>

namespace wf::api::testing {

SmallCatalog::SmallCatalog() {
    ActionSignature echo;
    echo.name = "std.echo";
    echo.parameters = {{"output", true, {}}, {"delay", false, Value{0}}};
    echo.description = "Returns its output.";
    ActionSignature noop;
    noop.name = "std.noop";
    ActionSignature async_noop;
    async_noop.name = "std.async_noop";
    async_noop.is_sync = false;
    signatures_ = {noop, echo, async_noop};
}

std::vector<const ActionSignature*> SmallCatalog::all() const {
    std::vector<const ActionSignature*> all;
    for (const ActionSignature& signature : signatures_) all.push_back(&signature);
    return all;
}

const ActionSignature* SmallCatalog::find(std::string_view name) const {
    const auto place = std::ranges::find(signatures_, name, &ActionSignature::name);
    return place == signatures_.end() ? nullptr : &*place;
}

TestServer::TestServer(ApiOptions options) : storage_(make_memory_storage()) {
    engine_ = std::make_unique<FakeEngine>(*storage_, clock_);
    options.host = "127.0.0.1";
    options.port = 0;
    options.services = {{"host_1", "engine_group"}};
    auto server = ApiServer::start(
        std::move(options),
        {.storage = *storage_,
         .commands = *engine_,
         .signs_of_life = *engine_,
         .clock = clock_,
         .actions = catalog_,
         .random = [this] { return random_.fetch_add(1) * 0x9e3779b97f4a7c15ULL; }}
    );
    WF_ASSERT(server, "a test server always finds a port");
    server_ = *std::move(server);
}

TestServer::~TestServer() {
    server_->stop();
}

}  // namespace wf::api::testing
