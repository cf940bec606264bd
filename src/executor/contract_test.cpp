// The executor is the in-process transport: it keeps the contract of every dispatcher.
#include "executor/executor.hpp"
#include "transport/contract/dispatcher_contract.hpp"

#include <doctest/doctest.h>

using namespace wf;

namespace {

class Started final : public ActionDispatcher {
public:
    explicit Started(CommandSink& sink) {
        LogOptions options;
        options.sink = [](std::string_view) {};
        log_ = *Logger::open(std::move(options));
        REQUIRE(executor_.start({}, sink, *log_).has_value());
    }

    void dispatch(ActionRequest request) override { executor_.dispatch(std::move(request)); }

private:
    std::unique_ptr<Logger> log_;
    Executor executor_;
};

}  // namespace

TEST_CASE("contract of every dispatcher") {
    testing::check_dispatcher_contract([](CommandSink& sink) {
        return std::make_unique<Started>(sink);
    });
}
