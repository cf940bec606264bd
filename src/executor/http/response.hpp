// A received HTTP response and the mapping that std.http returns for it.
#pragma once
#include "executor/http/call.hpp"
#include "model/action.hpp"

#include <string>
#include <vector>

namespace wf {

/// One answer on the way: the last one, or one that led on by a redirect.
struct HttpHop {
    int status = 0;
    std::string reason;
    std::vector<HttpHeader> headers;  ///< as they came, repeated ones included
    http::Url url;
    double elapsed_s = 0;
};

struct HttpResponse {
    HttpHop hop;
    std::string body;  ///< unpacked bytes
    std::vector<HttpHop> history;
};

/// Success for a status from 200 to 306, else an error; both hold content, status, headers, url,
/// history, encoding, reason, cookies, elapsed.
ActionResult result_of(const HttpResponse& response);

}  // namespace wf
