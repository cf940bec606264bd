#include "executor/http/call.hpp"

#include "executor/actions/number.hpp"
#include "value/json.hpp"
#include "value/python_text.hpp"

#include <fmt/format.h>
#include <strings.h>

#include <algorithm>
#include <cctype>

namespace wf::http {

namespace {

using Problem = std::optional<std::string>;

bool same_name(std::string_view a, std::string_view b) {
    return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

std::string python_type(const Value& value) {
    switch (value.kind()) {
    case Kind::list: return "list";
    case Kind::dict: return "dict";
    case Kind::string: return "str";
    case Kind::boolean: return "bool";
    case Kind::integer:
    case Kind::big_integer: return "int";
    case Kind::floating: return "float";
    case Kind::null: return "NoneType";
    case Kind::set:
    case Kind::datetime:
    case Kind::timespan:
    case Kind::opaque: break;
    }
    return "object";
}

bool has_break(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

// The checks of requests; without them a parameter could smuggle in further headers.
Problem header_problem(const std::string& name, const std::string& value) {
    const auto is_blank = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
    constexpr std::string_view text = "Invalid leading whitespace, reserved character(s), or "
                                      "return character(s) in header {}: {}";
    if (name.empty() || is_blank(name.front()) || has_break(name) ||
        name.find(':') != std::string::npos) {
        return fmt::format(fmt::runtime(text), "name", python_repr(name));
    }
    if (has_break(value) || (!value.empty() && is_blank(value.front()))) {
        return fmt::format(fmt::runtime(text), "value", python_repr(value));
    }
    return std::nullopt;
}

// One function per group of parameters; each says what is wrong, or nothing.
class CallMaker {
public:
    CallMaker(const Value& input, Millis default_timeout) : input_(input) {
        call_.timeout = default_timeout;
    }

    std::variant<HttpCall, BadParameter> make() {
        call_.url = request_url(python_str(input_["url"]), input_["params"]);
        using Step = Problem (CallMaker::*)();
        constexpr Step steps[] = {
            &CallMaker::take_method,
            &CallMaker::take_headers,
            &CallMaker::take_body,
            &CallMaker::take_cookies,
            &CallMaker::take_auth,
            &CallMaker::take_timeout,
            &CallMaker::take_proxy,
            &CallMaker::take_verify,
        };
        for (const Step step : steps) {
            if (Problem problem = (this->*step)()) return BadParameter{std::move(*problem)};
        }
        call_.follow_redirects = truthy(input_["allow_redirects"]);
        return std::move(call_);
    }

private:
    Problem take_method() {
        const Value& method = input_["method"];
        if (method.is_null()) return std::nullopt;
        call_.method = python_str(method);
        for (char& c : call_.method)
            c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        const bool is_token =
            !call_.method.empty() && std::ranges::all_of(call_.method, [](char c) {
                return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
            });
        if (is_token) return std::nullopt;
        return fmt::format("method can't contain control characters. {}", python_repr(method));
    }

    Problem take_headers() {
        const Value& headers = input_["headers"];
        if (!truthy(headers)) return std::nullopt;
        if (!headers.is_dict()) {
            return fmt::format("headers must be a mapping, not {}", python_type(headers));
        }
        for (const Member& header : headers.members()) {
            const Value& value = header.value;
            if (value.is_null()) continue;
            const std::string name = python_str(header.key);
            if (!value.is_string() && !value.is_number() && !value.is_bool()) {
                return fmt::format(
                    "Header part ({0}) from ({1}, {0}) must be of type str or bytes, not <class "
                    "'{2}'>",
                    python_repr(value),
                    python_repr(name),
                    python_type(value)
                );
            }
            const std::string text = python_str(value);
            if (Problem problem = header_problem(name, text)) return problem;
            set_header(call_.headers, name, text);
        }
        // The length is that of the body, whatever anybody says.
        remove_header(call_.headers, "Content-Length");
        return std::nullopt;
    }

    Problem take_body() {
        const Value& body = input_["body"];
        const Value& json = input_["json"];
        if (truthy(body)) {
            call_.body = body.is_string() ? body.to_string() : to_json(body, JsonStyle::python);
        } else if (!json.is_null()) {
            call_.body = to_json(json, JsonStyle::python);
            if (find_header(call_.headers, "Content-Type") == nullptr) {
                set_header(call_.headers, "Content-Type", "application/json");
            }
        }
        return std::nullopt;
    }

    Problem take_cookies() {
        const Value& cookies = input_["cookies"];
        if (!truthy(cookies) || find_header(call_.headers, "Cookie") != nullptr)
            return std::nullopt;
        if (!cookies.is_dict()) {
            return fmt::format("cookies must be a mapping, not {}", python_type(cookies));
        }
        for (const Member& cookie : cookies.members()) {
            if (cookie.value.is_null()) continue;
            const std::string pair =
                fmt::format("{}={}", python_str(cookie.key), python_str(cookie.value));
            if (has_break(pair)) return fmt::format("Invalid cookie: {}", python_repr(pair));
            if (!call_.cookies.empty()) call_.cookies += "; ";
            call_.cookies += pair;
        }
        return std::nullopt;
    }

    Problem take_auth() {
        const Value& auth = input_["auth"];
        if (truthy(auth)) {
            const std::string text = auth.is_string() ? auth.to_string() : std::string{};
            const std::size_t colon = text.find(':');
            if (colon == std::string::npos || text.find(':', colon + 1) != std::string::npos) {
                return "auth must be text of the form user:password, with exactly one colon";
            }
            call_.basic_auth = {text.substr(0, colon), text.substr(colon + 1)};
        } else if (!call_.url.user_info.empty()) {
            const std::string& info = call_.url.user_info;
            const std::size_t colon = std::min(info.find(':'), info.size());
            const std::string password =
                colon < info.size() ? info.substr(colon + 1) : std::string{};
            call_.basic_auth = {unquote(info.substr(0, colon)), unquote(password)};
        }
        if (call_.basic_auth) remove_header(call_.headers, "Authorization");
        call_.url.user_info.clear();
        return std::nullopt;
    }

    Problem take_timeout() {
        const Value& timeout = input_["timeout"];
        if (timeout.is_null()) return std::nullopt;
        const actions::Number seconds = actions::to_float(timeout);
        if (seconds.how != actions::Conversion::done) {
            return fmt::format(
                "Timeout value connect was {}, but it must be an int, float or None.",
                python_str(timeout)
            );
        }
        if (!(seconds.value > 0)) {
            return fmt::format(
                "Attempted to set connect timeout to {}, but the timeout cannot be set to a value "
                "less than or equal to 0.",
                python_str(timeout)
            );
        }
        call_.timeout = std::max(actions::millis_of_seconds(seconds.value), Millis{1});
        return std::nullopt;
    }

    Problem take_proxy() {
        const Value& proxies = input_["proxies"];
        if (!truthy(proxies)) return std::nullopt;
        if (!proxies.is_dict()) {
            return fmt::format("proxies must be a mapping, not {}", python_type(proxies));
        }
        const http::Url& url = call_.url;
        const std::string keys[] = {
            url.scheme + "://" + url.host, url.scheme, "all://" + url.host, "all"};
        for (const std::string& key : keys) {
            const Value& proxy = proxies[key];
            if (!truthy(proxy)) continue;
            call_.proxy = python_str(proxy);
            if (has_break(call_.proxy)) return fmt::format("Invalid proxy: {}", python_repr(proxy));
            break;
        }
        return std::nullopt;
    }

    Problem take_verify() {
        const Value& verify = input_["verify"];
        if (verify.is_string() && truthy(verify)) {
            call_.ca_path = verify.to_string();
        } else if (!verify.is_null()) {
            call_.verify_peer = truthy(verify);
        }
        return std::nullopt;
    }

    const Value& input_;
    HttpCall call_;
};

}  // namespace

std::variant<HttpCall, BadParameter> make_call(const Value& input, Millis default_timeout) {
    return CallMaker{input, default_timeout}.make();
}

void remove_header(std::vector<HttpHeader>& headers, std::string_view name) {
    std::erase_if(headers, [&](const HttpHeader& header) { return same_name(header.name, name); });
}

void set_header(std::vector<HttpHeader>& headers, std::string_view name, std::string_view value) {
    remove_header(headers, name);
    headers.push_back({std::string{name}, std::string{value}});
}

const HttpHeader* find_header(const std::vector<HttpHeader>& headers, std::string_view name) {
    const auto found = std::ranges::find_if(headers, [&](const HttpHeader& header) {
        return same_name(header.name, name);
    });
    return found == headers.end() ? nullptr : &*found;
}

}  // namespace wf::http
