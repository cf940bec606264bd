#include "app/cli/rest/curl.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <memory>

namespace wf::cli {

namespace {

constexpr long connect_timeout_s = 5;
constexpr long answer_timeout_s = 300;  // run_sync actions answer when they end

struct CurlDeleter {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }

    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::size_t append_body(char* data, std::size_t size, std::size_t count, void* target) {
    static_cast<std::string*>(target)->append(data, size * count);
    return size * count;
}

class Curl {
public:
    explicit Curl(std::string base_url)
        : base_url_(std::move(base_url)), handle_(curl_easy_init()) {}

    Result<HttpAnswer> send(const HttpRequest& request) {
        if (!handle_) return fail(ErrorCode::internal, "libcurl does not start");
        curl_easy_reset(handle_.get());
        HttpAnswer answer;
        const std::string url = base_url_ + request.path;
        prepare(request, url, answer.body);

        const std::string content_type = "Content-Type: " + request.content_type;
        std::unique_ptr<curl_slist, CurlDeleter> headers;
        if (!request.content_type.empty()) {
            headers.reset(curl_slist_append(nullptr, content_type.c_str()));
            // Without this, curl asks first whether it may send more than 1 MB.
            curl_slist_append(headers.get(), "Expect:");
            curl_easy_setopt(handle_.get(), CURLOPT_HTTPHEADER, headers.get());
        }
        const CURLcode code = curl_easy_perform(handle_.get());
        if (code != CURLE_OK) return failed(code);
        long status = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        answer.status = static_cast<int>(status);
        return answer;
    }

private:
    void prepare(const HttpRequest& request, const std::string& url, std::string& body) {
        CURL* handle = handle_.get();
        curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
        curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, connect_timeout_s);
        curl_easy_setopt(handle, CURLOPT_TIMEOUT, answer_timeout_s);
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, append_body);
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, &body);
        curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
        if (!request.content_type.empty()) {
            curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.data());
            curl_easy_setopt(
                handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size())
            );
        }
    }

    tl::unexpected<Error> failed(CURLcode code) const {
        const char* reason = curl_easy_strerror(code);
        if (code != CURLE_COULDNT_CONNECT && code != CURLE_COULDNT_RESOLVE_HOST)
            return fail(ErrorCode::external_failed, fmt::format("{}: {}", base_url_, reason));
        return fail(
            ErrorCode::external_failed,
            fmt::format(
                "no server answers at {} ({}).\n"
                "Start one with `mistral-server`, or name another with --mistral-url URL or "
                "OS_MISTRAL_URL.\n"
                "`mistral run FILE` needs no server.",
                base_url_,
                reason
            )
        );
    }

    std::string base_url_;
    std::unique_ptr<CURL, CurlDeleter> handle_;
};

}  // namespace

HttpSend curl_sender(std::string_view base_url) {
    return [curl = std::make_shared<Curl>(complete_url(base_url))](const HttpRequest& request) {
        return curl->send(request);
    };
}

std::string complete_url(std::string_view base_url) {
    while (base_url.ends_with('/')) base_url.remove_suffix(1);
    std::string url{base_url};
    if (url.find("://") == std::string::npos) url.insert(0, "http://");
    const bool has_path = url.find('/', url.find("://") + 3) != std::string::npos;
    return has_path ? url : url + "/v2";
}

}  // namespace wf::cli
