#include "api/core/call.hpp"

#include "ports/clock.hpp"
#include "ports/command_sink.hpp"
#include "ports/storage.hpp"

namespace wf::api {

Environment::Environment(ApiOptions settings, ApiDependencies others)
    : options(std::move(settings)), dependencies(std::move(others)) {
    for (unsigned i = 0; i < std::max(1U, options.threads); ++i)
        threads.emplace_back(dependencies.storage);
}

Call::Call(
    Environment& environment, http::Exchange& exchange, const Route& route, PathArguments path
)
    : environment_(&environment), exchange_(&exchange), route_(&route), path_(path),
      query_(exchange.request.raw_query()) {
}

Instant Call::now() const {
    return environment_->dependencies.clock.now();
}

Id Call::new_id() const {
    const auto& random = environment_->dependencies.random;
    const std::uint64_t high = random();
    return make_random_id(high, random());
}

std::string Call::base_url() const {
    std::string url = "http://";
    url += request().host.empty() ? std::string_view{"localhost"} : request().host;
    return url;
}

Result<void> Call::enforce(std::string_view rule) const {
    return api::enforce(policy_rule(rule), caller());
}

void Call::fault(const Error& error) const {
    write_fault(response(), route_->faults, error);
}

void Call::fault(int status, std::string_view text) const {
    write_fault(response(), route_->faults, status, text);
}

void Call::submit(Command command, Answer answer) const {
    auto resume = exchange_->defer();
    environment_->dependencies.commands.submit(
        std::move(command),
        [call = *this, resume = std::move(resume), answer](Result<Reply> result) {
            resume([call, answer, result = std::move(result)](http::Exchange&) mutable {
                if (result)
                    answer(call, *result);
                else
                    call.fault(result.error());
            });
        }
    );
}

}  // namespace wf::api
