#include "notifier/publisher.hpp"

#include "value/json.hpp"

#include <algorithm>
#include <iterator>

namespace wf {
namespace {

/// POST of the payload as JSON to `url`, with `headers`.
Delivery webhook(const NotificationRow& message, Millis timeout) {
    const Value& publisher = message.publisher;
    if (!publisher["url"].is_string()) return Undeliverable{"the publisher has no url"};
    const Value& headers = publisher["headers"];
    if (!headers.is_null() && !headers.is_dict())
        return Undeliverable{"headers of the publisher must be a mapping"};
    const Value input = Value::dict({
        {"url", publisher["url"]},
        {"method", "POST"},
        {"headers", headers},
        {"body", to_json(message.payload, JsonStyle::python)},
        {"allow_redirects", false},
    });
    auto made = http::make_call(input, timeout);
    if (auto* problem = std::get_if<http::BadParameter>(&made))
        return Undeliverable{std::move(problem->text)};
    HttpCall& call = std::get<HttpCall>(made);
    if (http::find_header(call.headers, "Content-Type") == nullptr)
        http::set_header(call.headers, "Content-Type", "application/json");
    return std::move(call);
}

Delivery noop(const NotificationRow& /*message*/, Millis /*timeout*/) {
    return LogOnly{};
}

struct PublisherType {
    std::string_view name;
    Delivery (*deliver)(const NotificationRow& message, Millis timeout);
};

constexpr PublisherType types[] = {
    {"noop", noop},
    {"webhook", webhook},
};

}  // namespace

Delivery delivery_of(const NotificationRow& message, Millis timeout) {
    const Value& type = message.publisher["type"];
    if (!type.is_string()) return Undeliverable{"the publisher has no type"};
    const auto* found = std::ranges::find(types, type.as_string(), &PublisherType::name);
    if (found == std::end(types))
        return Undeliverable{
            "there is no publisher of type '" + type.to_string() + "'; there are noop and webhook"};
    return found->deliver(message, timeout);
}

bool is_accepted(int http_status) {
    return http_status == 200 || http_status == 201;
}

}  // namespace wf
