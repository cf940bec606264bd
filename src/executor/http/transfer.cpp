#include "executor/http/transfer.hpp"

#include "executor/http/cookies.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstring>

namespace wf::http {

namespace {

Transfer& transfer_of(void* pointer) {
    return *static_cast<Transfer*>(pointer);
}

// libcurl asks for a socket once per address it tries: what is denied here is never connected to,
// after whatever redirect or answer of a name server.
curl_socket_t open_socket(void* pointer, curlsocktype, curl_sockaddr* address) {
    Transfer& transfer = transfer_of(pointer);
    if (!transfer.has_connected) transfer.resolved->push_back(transfer.queue);
    transfer.has_connected = true;
    if (transfer.rules->egress.is_denied(address->addr)) {
        transfer.refusal = blocked_text(transfer.call.url.host, address_text(address->addr));
    }
    // A name that leads to one denied address is not tried at another one.
    if (!transfer.refusal.empty()) return CURL_SOCKET_BAD;
    return ::socket(
        address->family, address->socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, address->protocol
    );
}

void start_header_block(HttpHop& hop, std::string_view status_line) {
    hop.headers.clear();
    // "HTTP/1.1 404 Not Found"
    const std::size_t code = std::min(status_line.find(' '), status_line.size());
    const std::size_t reason = status_line.find(' ', code + 1);
    hop.reason = reason == std::string_view::npos ? "" : status_line.substr(reason + 1);
}

bool is_too_large(const Transfer& transfer, std::string_view length_text) {
    const std::int64_t limit = transfer.rules->response_bytes_max;
    std::int64_t length = 0;
    std::from_chars(length_text.data(), length_text.data() + length_text.size(), length);
    return limit > 0 && length > limit && transfer.call.method != "HEAD";
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Of one response; a bound, so that no peer fills our memory with them.
constexpr std::size_t header_bytes_max = 256U << 10U;

std::size_t take_header(char* data, std::size_t, std::size_t size, void* pointer) {
    Transfer& transfer = transfer_of(pointer);
    transfer.last_activity = transfer.now();
    HttpHop& hop = transfer.response.hop;
    const std::string_view line = trimmed({data, size});
    if (line.starts_with("HTTP/")) {
        start_header_block(hop, line);
        return size;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return size;
    const std::string_view value = trimmed(line.substr(colon + 1));
    hop.headers.push_back({std::string{line.substr(0, colon)}, std::string{value}});
    transfer.header_bytes += size;
    if (transfer.header_bytes > header_bytes_max) {
        transfer.refusal =
            fmt::format("HTTP response headers are too large (limit={} bytes).", header_bytes_max);
    } else if (strcasecmp(hop.headers.back().name.c_str(), "content-length") == 0 && is_too_large(transfer, value)) {
        transfer.refusal = fmt::format(
            "HTTP response is too large (Content-Length={}, limit={} bytes).",
            value,
            transfer.rules->response_bytes_max
        );
    }
    return transfer.refusal.empty() ? size : 0;
}

std::size_t take_body(char* data, std::size_t, std::size_t size, void* pointer) {
    Transfer& transfer = transfer_of(pointer);
    transfer.last_activity = transfer.now();
    std::string& body = transfer.response.body;
    const std::int64_t limit = transfer.rules->response_bytes_max;
    if (limit > 0 && static_cast<std::int64_t>(body.size() + size) > limit) {
        // Undeclared, or declared smaller and packed.
        transfer.refusal = fmt::format("HTTP response is too large (limit={} bytes).", limit);
        return 0;
    }
    body.append(data, size);
    return size;
}

template <class T>
void set(void* easy, CURLoption option, T value) {
    curl_easy_setopt(easy, option, value);
}

void append(curl_slist*& list, const std::string& line) {
    list = curl_slist_append(list, line.c_str());
}

void set_headers(Transfer& transfer) {
    const HttpCall& call = transfer.call;
    curl_slist* list = nullptr;
    for (const HttpHeader& header : call.headers) {
        // Without a value libcurl would remove the header; the semicolon sends it empty.
        append(list, header.value.empty() ? header.name + ";" : header.name + ": " + header.value);
    }
    // What libcurl adds of its own accord and Python's requests does not.
    if (find_header(call.headers, "Content-Type") == nullptr) append(list, "Content-Type:");
    append(list, "Expect:");
    transfer.header_list = list;
    set(transfer.easy, CURLOPT_HTTPHEADER, list);
    if (!call.cookies.empty()) set(transfer.easy, CURLOPT_COOKIE, call.cookies.c_str());
}

void set_method(const Transfer& transfer) {
    const HttpCall& call = transfer.call;
    void* easy = transfer.easy;
    if (call.method == "HEAD") {
        set(easy, CURLOPT_NOBODY, 1L);
        return;
    }
    if (call.body || call.method != "GET") {
        // An empty body is announced by "Content-Length: 0".
        const std::size_t size = call.body ? call.body->size() : 0;
        set(easy, CURLOPT_POSTFIELDS, call.body ? call.body->c_str() : "");
        set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(size));
    }
    if (call.method != "POST" || !call.body) set(easy, CURLOPT_CUSTOMREQUEST, call.method.c_str());
}

void set_security(const Transfer& transfer) {
    const HttpCall& call = transfer.call;
    void* easy = transfer.easy;
    if (call.basic_auth) {
        set(easy, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        set(easy, CURLOPT_USERNAME, call.basic_auth->first.c_str());
        set(easy, CURLOPT_PASSWORD, call.basic_auth->second.c_str());
    }
    if (!call.proxy.empty()) {
        set(easy, CURLOPT_PROXY, call.proxy.c_str());
    } else if (!transfer.rules->proxy_from_environment) {
        set(easy, CURLOPT_PROXY, "");
    }
    if (!call.verify_peer) {
        set(easy, CURLOPT_SSL_VERIFYPEER, 0L);
        set(easy, CURLOPT_SSL_VERIFYHOST, 0L);
    } else if (!call.ca_path.empty()) {
        struct stat info {};

        const bool is_folder = ::stat(call.ca_path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
        set(easy, is_folder ? CURLOPT_CAPATH : CURLOPT_CAINFO, call.ca_path.c_str());
    }
}

// Server and port as a peer names itself, for messages.
std::string peer_text(const Url& url) {
    const std::string origin = url.origin();
    return origin.substr(origin.find("://") + 3);
}

// Redirects that requests follows before it gives up.
constexpr std::size_t redirects_max = 30;

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// A body sent to a form goes nowhere else: the next request asks for the answer.
void change_method(HttpCall& call, int status) {
    const bool becomes_get = (status == 303 && call.method != "HEAD") ||
                             (status == 302 && call.method != "HEAD") ||
                             (status == 301 && call.method == "POST");
    if (becomes_get) call.method = "GET";
    if (status == 307 || status == 308) return;
    call.body.reset();
    for (const std::string_view name : {"Content-Type", "Transfer-Encoding"}) {
        remove_header(call.headers, name);
    }
}

}  // namespace

void prepare(Transfer& transfer) {
    void* easy = transfer.easy;
    transfer.response.hop = {};
    transfer.response.hop.url = transfer.call.url;
    transfer.response.body.clear();
    transfer.error_text = {};
    transfer.has_connected = false;
    transfer.header_bytes = 0;
    transfer.bytes_sent = 0;
    Url wire_url = transfer.call.url;
    wire_url.fragment.clear();
    set(easy, CURLOPT_URL, wire_url.text().c_str());
    set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(easy, CURLOPT_NOSIGNAL, 1L);
    // Without it, giving up a call waits for its name server's answer, and every other call with
    // it.
    set(easy, CURLOPT_QUICK_EXIT, 1L);
    set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(easy, CURLOPT_PRIVATE, &transfer);
    set(easy, CURLOPT_ERRORBUFFER, transfer.error_text.data());
    set(easy, CURLOPT_USERAGENT, "mistral");
    set(easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    set(easy, CURLOPT_TCP_NODELAY, 1L);
    // Never reached: the client watches the time to connect itself. libcurl's default could be
    // shorter.
    constexpr Millis grace{5000};
    set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>((transfer.call.timeout + grace).count())
    );
    set(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    set(easy, CURLOPT_OPENSOCKETDATA, &transfer);
    set(easy, CURLOPT_HEADERFUNCTION, take_header);
    set(easy, CURLOPT_HEADERDATA, &transfer);
    set(easy, CURLOPT_WRITEFUNCTION, take_body);
    set(easy, CURLOPT_WRITEDATA, &transfer);
    set_method(transfer);
    set_headers(transfer);
    set_security(transfer);
}

void note_progress(Transfer& transfer) {
    if (transfer.last_activity == transfer.launched) {
        curl_off_t connected_us = 0;
        curl_easy_getinfo(transfer.easy, CURLINFO_PRETRANSFER_TIME_T, &connected_us);
        if (connected_us == 0) return;
        // At least one later: from now on it is the answer that is waited for.
        transfer.last_activity += std::max(Millis{connected_us / 1000}, Millis{1});
    }
    curl_off_t sent = 0;
    curl_easy_getinfo(transfer.easy, CURLINFO_SIZE_UPLOAD_T, &sent);
    if (sent == transfer.bytes_sent) return;
    transfer.bytes_sent = sent;
    transfer.last_activity = transfer.now();
}

void release(Transfer& transfer) {
    curl_slist_free_all(static_cast<curl_slist*>(transfer.header_list));
    transfer.header_list = nullptr;
}

void finish_hop(Transfer& transfer) {
    HttpHop& hop = transfer.response.hop;
    long status = 0;
    curl_easy_getinfo(transfer.easy, CURLINFO_RESPONSE_CODE, &status);
    hop.status = static_cast<int>(status);
    // From the first byte sent to the first received, as the original measures it.
    curl_off_t sent_us = 0;
    curl_off_t received_us = 0;
    curl_easy_getinfo(transfer.easy, CURLINFO_PRETRANSFER_TIME_T, &sent_us);
    curl_easy_getinfo(transfer.easy, CURLINFO_STARTTRANSFER_TIME_T, &received_us);
    hop.elapsed_s = static_cast<double>(std::max<curl_off_t>(received_us - sent_us, 0)) / 1e6;
}

std::string failure_text(const Transfer& transfer, int code) {
    if (!transfer.refusal.empty()) return transfer.refusal;
    const HttpCall& call = transfer.call;
    const double timeout_s = static_cast<double>(call.timeout.count()) / 1000.0;
    long os_error = 0;
    curl_easy_getinfo(transfer.easy, CURLINFO_OS_ERRNO, &os_error);
    std::string reason;
    const bool is_connected = transfer.last_activity != transfer.launched;
    if (transfer.is_silent && is_connected) {
        reason = fmt::format("Read timed out. (read timeout={})", timeout_s);
    } else if (transfer.is_silent || code == CURLE_OPERATION_TIMEDOUT) {
        reason = fmt::format(
            "Connection to {} timed out. (connect timeout={})", call.url.host, timeout_s
        );
    } else if (code == CURLE_COULDNT_RESOLVE_HOST) {
        reason = fmt::format("Failed to resolve host '{}'", call.url.host);
    } else if (code == CURLE_COULDNT_CONNECT && os_error != 0) {
        reason = fmt::format(
            "Failed to establish a new connection to {}: [Errno {}] {}",
            peer_text(call.url),
            os_error,
            std::strerror(static_cast<int>(os_error))
        );
    } else if (code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR) {
        reason = fmt::format("Connection to {} was closed by the other side", peer_text(call.url));
    } else if (transfer.error_text.front() != '\0') {
        reason = transfer.error_text.data();
    } else {
        reason = curl_easy_strerror(static_cast<CURLcode>(code));
    }
    return fmt::format("Failed to send HTTP request: {}", reason);
}

bool follow_redirect(Transfer& transfer) {
    HttpCall& call = transfer.call;
    HttpResponse& response = transfer.response;
    const HttpHeader* location = find_header(response.hop.headers, "Location");
    if (!call.follow_redirects || !is_redirect(response.hop.status) || location == nullptr)
        return false;
    if (response.history.size() >= redirects_max) {
        transfer.refusal =
            fmt::format("Failed to send HTTP request: Exceeded {} redirects.", redirects_max);
        return false;
    }
    Url next = resolve(call.url, location->value);
    next.user_info.clear();
    call.cookies = next_cookies(call.cookies, response.hop.headers);
    if (next.origin() != call.url.origin()) {
        // What is meant for one server is not told to another.
        call.cookies.clear();
        call.basic_auth.reset();
        for (const std::string_view name : {"Authorization", "Cookie", "Host"}) {
            remove_header(call.headers, name);
        }
    }
    change_method(call, response.hop.status);
    call.url = std::move(next);
    response.history.push_back(std::move(response.hop));
    return true;
}

}  // namespace wf::http
