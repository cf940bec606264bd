// The REST API as commands use it: JSON in, JSON out, errors as texts for people.
// How bytes reach the server is in curl.hpp.
#pragma once
#include "base/error.hpp"
#include "value/value.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace wf::cli {

struct HttpRequest {
    std::string method;
    std::string path;  ///< below the base URL, with the query: "/workflows?limit=1"
    std::string body;
    std::string content_type;
};

struct HttpAnswer {
    int status = 0;
    std::string body;
};

/// @errors external_failed if there is no answer.
using HttpSend = std::function<Result<HttpAnswer>(const HttpRequest&)>;

class Rest {
public:
    explicit Rest(HttpSend send) : send_(std::move(send)) {}

    Result<Value> get(std::string path);
    /// POST or PUT of a definition text.
    Result<Value> send_text(std::string method, std::string path, std::string text);
    Result<Value> send_json(std::string method, std::string path, const Value& body);
    Result<void> remove(std::string path);

private:
    Result<Value> call(const HttpRequest& request);

    HttpSend send_;
};

/// Builds "?a=1&b=2"; values are escaped, absent ones left out.
class Query {
public:
    Query& add(std::string_view name, std::string_view value);

    Query& add_if(std::string_view name, std::string_view value) {
        return value.empty() ? *this : add(name, value);
    }

    const std::string& text() const { return text_; }

private:
    std::string text_;
};

/// A path segment: everything but letters, digits and -._~ as %XX.
std::string escaped(std::string_view text);

}  // namespace wf::cli
