// Cookies that responses set: shown in results, and kept along redirects.
#pragma once
#include "executor/http/call.hpp"
#include "value/value.hpp"

namespace wf::http {

/// Name -> value of the Set-Cookie headers; cookies that are deleted by them are left out.
Value cookies_value(const std::vector<HttpHeader>& headers);

/// Cookie header for the next request of a chain of redirects on the same host: `sent`, changed by
/// what the response set.
std::string next_cookies(const std::string& sent, const std::vector<HttpHeader>& headers);

}  // namespace wf::http
