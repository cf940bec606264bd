// HTTP by libcurl: blocking, one connection kept open between calls.
#pragma once
#include "app/cli/rest/rest.hpp"

#include <string>

namespace wf::cli {

/// `base_url` as users write it: "http://host:8989", with or without "/v2".
HttpSend curl_sender(std::string_view base_url);

/// With scheme and version: "localhost:8989" becomes "http://localhost:8989/v2".
std::string complete_url(std::string_view base_url);

}  // namespace wf::cli
