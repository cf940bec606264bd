// From a request to its handler: routing, negotiation, policy, query names; and the answers of
// those steps that refuse.
#pragma once
#include "api/core/call.hpp"
#include "api/core/router.hpp"
#include "api/http/exchange.hpp"

#include <span>

namespace wf::api {

class Dispatcher final : public http::Application {
public:
    Dispatcher(Environment& environment, std::span<const std::span<const Route>> tables);

    void handle(http::Exchange& exchange) override;
    void refuse(http::Response& response, int status, std::string_view why) override;

private:
    Environment& environment_;
    Router router_;
};

}  // namespace wf::api
