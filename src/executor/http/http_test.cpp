// URLs, encodings, cookies, results, egress rules and queues: the parts of std.http without
// sockets.
#include "executor/http/charset.hpp"
#include "executor/http/cookies.hpp"
#include "executor/http/egress.hpp"
#include "executor/http/queues.hpp"
#include "executor/http/response.hpp"
#include "value/json.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>

using namespace wf;
using namespace wf::http;

TEST_CASE("urls: parts") {
    const Url url = split_url("HTTPS://u:p@[::1]:8443/a/b?c=d?#e");
    CHECK(url.scheme == "https");
    CHECK(url.user_info == "u:p");
    CHECK(url.host == "::1");
    CHECK(url.effective_port() == 8443);
    CHECK(url.path == "/a/b");
    CHECK(url.query == "c=d?");
    CHECK(url.fragment == "e");
    CHECK(url.text() == "https://[::1]:8443/a/b?c=d?#e");
    CHECK(url.origin() == "https://[::1]:8443");
    CHECK(split_url("no url").host.empty());
    CHECK(split_url("http:///x").host.empty());
    CHECK(split_url("http://h:99999/").effective_port() == 0);
}

TEST_CASE("urls: quoting and redirect targets") {
    CHECK(requote("/a b%zz%41%2f\"<>{}|^`") == "/a%20b%25zzA%2f%22%3C%3E%7B%7D%7C%5E%60");
    CHECK(quote_plus("a b&c=/~") == "a+b%26c%3D%2F~");
    CHECK(unquote("a%20b%4") == "a b%4");
    const Url base = split_url("http://h:1/a/b?q=1");

    struct Case {
        const char* location;
        const char* target;
    };

    const Case cases[] = {
        {"/x", "http://h:1/x"},
        {"c", "http://h:1/a/c"},
        {"../c/./d/..", "http://h:1/c/"},
        {"../../../c", "http://h:1/c"},
        {"?z", "http://h:1/a/b?z"},
        {"//o/p", "http://o/p"},
        {"https://o", "https://o/"},
        {"", "http://h:1/a/b?q=1"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.location);
        CHECK(resolve(base, c.location).text() == c.target);
    }
}

TEST_CASE("encodings") {
    CHECK(charset_of("text/html; charset=\"UTF-16\"") == "UTF-16");
    CHECK(charset_of("text/plain") == "ISO-8859-1");
    CHECK(charset_of("application/json") == "utf-8");
    CHECK(charset_of("image/png").empty());
    CHECK(to_utf8("\xfc", "ISO-8859-1") == "ü");
    CHECK(to_utf8("ü", "utf-8") == "ü");
    CHECK(to_utf8("a\xff", "") == "a\xef\xbf\xbd");
    CHECK(
        to_utf8(
            std::string_view{
                "\xff\xfe"
                "a\0",
                4},
            ""
        ) == "a"
    );
    CHECK(to_utf8("a\x80", "no-such-charset") == "a\xef\xbf\xbd");
}

TEST_CASE("cookies") {
    const std::vector<HttpHeader> headers = {
        {"Set-Cookie", "a=1; Path=/"},
        {"set-cookie", "b = \"x y\""},
        {"Set-Cookie", "c=2; Max-Age=0"},
        {"Set-Cookie", "d=3; expires=Thu, 01 Jan 1970 00:00:00 GMT"},
        {"Cookie", "no=1"},
    };
    CHECK(to_json(cookies_value(headers)) == R"({"a":"1","b":"\"x y\""})");
    CHECK(next_cookies("z=9; c=0", headers) == "z=9; a=1; b=\"x y\"");
}

// Acceptance 174.
TEST_CASE("results: the mapping, and when it is an error") {
    HttpResponse response;
    response.hop.status = 200;
    response.hop.reason = "OK";
    response.hop.url = split_url("http://h/");
    response.hop.headers = {{"X-A", "1"}, {"x-a", "2"}, {"Content-Type", "application/json"}};
    response.body = R"({"k": [1, 2.0]})";
    response.hop.elapsed_s = 0.5;
    const ActionResult ok = result_of(response);
    CHECK(ok.outcome == ActionResult::Outcome::success);
    CHECK(
        to_json(ok.value) ==
        R"({"content":{"k":[1,2.0]},"status":200,"headers":{"X-A":"1, 2","Content-Type":"application/json"},)"
        R"("url":"http://h/","history":[],"encoding":"utf-8","reason":"OK","cookies":{},"elapsed":0.5})"
    );
    response.body = "<p>\xfc</p>";
    response.hop.headers = {{"Content-Type", "text/html"}};
    for (const int status : {199, 200, 306, 307, 404, 500}) {
        response.hop.status = status;
        const ActionResult result = result_of(response);
        const bool is_ok = result.outcome == ActionResult::Outcome::success;
        CHECK(is_ok == (status >= 200 && status <= 306));
        CHECK(result.value["content"] == Value{"<p>ü</p>"});
        CHECK(result.value["status"] == Value{status});
    }
    response.body = "";
    response.hop.headers.clear();
    CHECK(result_of(response).value["content"] == Value{""});
    CHECK(result_of(response).value["encoding"].is_null());
}

TEST_CASE("egress: refusals by the URL's text") {
    const auto policy =
        *EgressPolicy::make({}, {"127.0.0.0/8", "::1/128", "169.254.0.0/16", "fe80::/10"});
    const auto refusal = [&](const char* url) {
        return policy.refusal(request_url(url, {})).value_or("allowed");
    };
    CHECK(refusal("ftp://h/x") == "URL scheme 'ftp' is not allowed (only http and https are).");
    CHECK(refusal("h/x") == "URL scheme '' is not allowed (only http and https are).");
    CHECK(refusal("http://") == "URL does not contain a host.");
    CHECK(refusal("http:///x") == "URL does not contain a host.");
    CHECK(refusal("http://example.org") == "allowed");
    CHECK(refusal("http://10.0.0.1") == "allowed");
    const std::string v4 = "resolves to a blocked address (127.0.0.1).";
    CHECK(refusal("http://127.0.0.1:80/") == "URL host '127.0.0.1' " + v4);
    CHECK(refusal("http://2130706433/") == "URL host '2130706433' " + v4);
    CHECK(refusal("http://127.1/") == "URL host '127.1' " + v4);
    CHECK(refusal("http://[::ffff:127.0.0.1]/") == "URL host '::ffff:127.0.0.1' " + v4);
    CHECK(refusal("http://[::1]/") == "URL host '::1' resolves to a blocked address (::1).");
    CHECK(refusal("http://0/") == "URL host '0' resolves to a blocked address (0.0.0.0).");
    CHECK(
        refusal("http://u:p@169.254.169.254/") ==
        "URL host '169.254.169.254' resolves to a blocked address (169.254.169.254)."
    );
    CHECK(refusal("http://[febf::1]/").starts_with("URL host 'febf::1' resolves"));
    CHECK(refusal("http://[fec0::1]/") == "allowed");

    const auto listed = *EgressPolicy::make({"Good.example"}, {});
    CHECK(!listed.refusal(request_url("http://good.EXAMPLE/", {})));
    CHECK(
        *listed.refusal(request_url("http://bad.example/", {})) ==
        "Host 'bad.example' is not in [action_std_http] allowed_hosts."
    );
    CHECK(
        EgressPolicy::make({}, {"1.2.3.4/40"}).error().message ==
        "[action_std_http] denied_cidrs: '1.2.3.4/40' is not a network"
    );
}

TEST_CASE("egress: addresses that are connected to") {
    const auto policy = *EgressPolicy::make({}, {"10.1.0.0/15"});
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    const auto denied = [&](const char* text) {
        inet_pton(AF_INET, text, &v4.sin_addr);
        return policy.is_denied(reinterpret_cast<const sockaddr&>(v4));
    };
    CHECK(denied("10.0.255.255"));
    CHECK(denied("10.1.2.3"));
    CHECK(!denied("10.2.0.0"));
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    inet_pton(AF_INET6, "::ffff:10.1.2.3", &v6.sin6_addr);
    CHECK(policy.is_denied(reinterpret_cast<const sockaddr&>(v6)));
    CHECK(address_text(reinterpret_cast<const sockaddr&>(v6)) == "10.1.2.3");
}

TEST_CASE("queues: bounds per host and in all, hosts in turn, unknown names slowly") {
    HostQueues queues{4, 3};
    for (std::uint64_t i = 0; i < 6; ++i) queues.push("a", i, true);
    for (std::uint64_t i = 10; i < 12; ++i) queues.push("b", i, true);
    const auto popped = [&] {
        std::string text;
        while (const auto call = queues.pop()) text += std::to_string(*call) + " ";
        return text;
    };
    CHECK(popped() == "0 10 1 11 ");
    queues.finished("b");
    CHECK(popped() == "2 ");
    queues.remove("a", 3);
    queues.finished("a");
    queues.finished("b");
    CHECK(popped() == "4 ");
    queues.finished("a");
    CHECK(popped() == "5 ");

    HostQueues slow{100, 50};
    for (std::uint64_t i = 0; i < 20; ++i) slow.push("name", i, false);
    int started = 0;
    while (slow.pop()) ++started;
    CHECK(started == 4);
    slow.resolved("name");
    while (slow.pop()) ++started;
    CHECK(started == 20);
}
