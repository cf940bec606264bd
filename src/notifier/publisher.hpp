// What a publisher makes of a message.
#pragma once
#include "executor/http/call.hpp"
#include "model/notification.hpp"

#include <string>
#include <variant>

namespace wf {

/// The message goes to the log, nowhere else.
struct LogOnly {};

/// It cannot be delivered, now or later.
struct Undeliverable {
    std::string why;
};

using Delivery = std::variant<HttpCall, LogOnly, Undeliverable>;

/// By the publisher's `type`. `timeout`: to connect, and between two packets.
Delivery delivery_of(const NotificationRow& message, Millis timeout);
/// 200 and 201; anything else is a failure.
bool is_accepted(int http_status);

}  // namespace wf
