#include "executor/http/response.hpp"

#include "executor/http/charset.hpp"
#include "executor/http/cookies.hpp"
#include "value/json.hpp"
#include "value/utf8.hpp"

#include <strings.h>

namespace wf {

namespace {

Value text_value(const std::string& text) {
    // Header bytes are Latin-1 by the book of Python; what is valid UTF-8 was meant as such.
    return utf8::is_valid(text) ? Value{text} : Value{http::to_utf8(text, "ISO-8859-1")};
}

// Repeated headers are joined; the first spelling of a name stays.
Value headers_value(const std::vector<HttpHeader>& headers) {
    std::vector<HttpHeader> joined;
    for (const HttpHeader& header : headers) {
        bool is_new = true;
        for (HttpHeader& known : joined) {
            if (strcasecmp(known.name.c_str(), header.name.c_str()) != 0) continue;
            known.value += ", " + header.value;
            is_new = false;
        }
        if (is_new) joined.push_back(header);
    }
    DictBuilder dict{joined.size()};
    for (const HttpHeader& header : joined)
        dict.set(text_value(header.name), text_value(header.value));
    return std::move(dict).freeze();
}

std::string encoding_of(const HttpHop& hop) {
    const HttpHeader* type = http::find_header(hop.headers, "Content-Type");
    return type == nullptr ? std::string{} : http::charset_of(type->value);
}

Value content_value(const std::string& body, const std::string& encoding) {
    std::string text = http::to_utf8(body, encoding);
    if (auto json = parse_json(text)) return std::move(*json);
    return text;
}

Value history_value(const std::vector<HttpHop>& history) {
    ListBuilder hops{history.size()};
    for (const HttpHop& hop : history) {
        hops.push(Value::dict({
            {"status", hop.status},
            {"reason", text_value(hop.reason)},
            {"url", hop.url.text()},
            {"headers", headers_value(hop.headers)},
        }));
    }
    return std::move(hops).freeze();
}

}  // namespace

ActionResult result_of(const HttpResponse& response) {
    const HttpHop& hop = response.hop;
    const std::string encoding = encoding_of(hop);
    Value value = Value::dict({
        {"content", content_value(response.body, encoding)},
        {"status", hop.status},
        {"headers", headers_value(hop.headers)},
        {"url", text_value(hop.url.text())},
        {"history", history_value(response.history)},
        {"encoding", encoding.empty() ? Value{} : Value{encoding}},
        {"reason", text_value(hop.reason)},
        {"cookies", http::cookies_value(hop.headers)},
        {"elapsed", hop.elapsed_s},
    });
    const bool is_ok = hop.status >= 200 && hop.status <= 306;
    return is_ok ? ActionResult::success(std::move(value)) : ActionResult::error(std::move(value));
}

}  // namespace wf
