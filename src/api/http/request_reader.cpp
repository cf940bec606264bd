#include "api/http/request_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>

namespace wf::http {
namespace {

namespace beast = boost::beast;
using beast::http::field;
using beast::http::verb;
using ErrorCode = boost::system::error_code;

Method method_of(verb v) {
    switch (v) {
    case verb::get: return Method::get;
    case verb::post: return Method::post;
    case verb::put: return Method::put;
    case verb::delete_: return Method::delete_;
    case verb::head: return Method::head;
    case verb::options: return Method::options;
    case verb::patch: return Method::patch;
    default: return Method::other;
    }
}

std::string* header_of(Request& request, field name, std::string_view text) {
    switch (name) {
    case field::host: return &request.host;
    case field::accept: return &request.accept;
    case field::content_type: return &request.content_type;
    case field::unknown:
        if (beast::iequals(text, "X-Roles")) return &request.roles;
        return nullptr;
    default: return nullptr;
    }
}

// A body is announced before it comes; what is set aside in advance has to stay small.
constexpr std::uint64_t reserve_max = 256 * 1024;

}  // namespace

class RequestReader::Parser final : public beast::http::basic_parser<true> {
public:
    explicit Parser(Request& request) : request_(request) {}

    bool expects_go_ahead = false;
    bool is_http_1_0 = false;

private:
    void on_request_impl(
        verb method,
        beast::string_view /*text*/,
        beast::string_view target,
        int version,
        ErrorCode& /*ec*/
    ) override {
        is_http_1_0 = version == 10;
        request_.method = method_of(method);
        request_.target.assign(target.data(), target.size());
    }

    void on_response_impl(int, beast::string_view, int, ErrorCode&) override {}

    void on_field_impl(
        field name, beast::string_view text, beast::string_view value, ErrorCode& /*ec*/
    ) override {
        if (std::string* kept = header_of(request_, name, {text.data(), text.size()}))
            kept->assign(value.data(), value.size());
        else if (name == field::expect)
            expects_go_ahead = beast::iequals(value, "100-continue");
    }

    void on_header_impl(ErrorCode& /*ec*/) override {}

    void on_body_init_impl(
        const boost::optional<std::uint64_t>& length, ErrorCode& /*ec*/
    ) override {
        if (length) request_.body.reserve(std::min(*length, reserve_max));
    }

    std::size_t on_body_impl(beast::string_view part, ErrorCode& /*ec*/) override {
        request_.body.append(part.data(), part.size());
        return part.size();
    }

    void on_chunk_header_impl(std::uint64_t, beast::string_view, ErrorCode&) override {}

    std::size_t on_chunk_body_impl(
        std::uint64_t /*remain*/, beast::string_view part, ErrorCode& /*ec*/
    ) override {
        request_.body.append(part.data(), part.size());
        return part.size();
    }

    void on_finish_impl(ErrorCode& /*ec*/) override {}

    Request& request_;
};

RequestReader::RequestReader(ReaderLimits limits) : limits_(limits) {
}

RequestReader::~RequestReader() = default;

void RequestReader::begin(Request& request) {
    request.clear();
    started_ = false;
    parser_ = std::make_unique<Parser>(request);
    parser_->header_limit(static_cast<std::uint32_t>(limits_.header));
    parser_->body_limit(limits_.body);
    parser_->eager(true);
}

RequestReader::Progress RequestReader::feed(std::string_view input) {
    std::size_t consumed = 0;
    if (!input.empty()) started_ = true;
    while (consumed < input.size()) {
        ErrorCode error;
        const std::string_view rest = input.substr(consumed);
        const std::size_t taken =
            parser_->put(boost::asio::const_buffer{rest.data(), rest.size()}, error);
        consumed += taken;
        if (error == beast::http::error::body_limit) return {Status::body_too_large, consumed};
        if (error == beast::http::error::header_limit) return {Status::header_too_large, consumed};
        if (error && error != beast::http::error::need_more) return {Status::malformed, consumed};
        if (parser_->is_done()) return {Status::complete, consumed};
        if (error || taken == 0) break;
    }
    if (parser_->is_header_done() && parser_->expects_go_ahead) {
        parser_->expects_go_ahead = false;
        return {Status::expects_go_ahead, consumed};
    }
    return {Status::need_more, consumed};
}

bool RequestReader::has_started() const {
    return started_;
}

bool RequestReader::keep_alive() const {
    return parser_->keep_alive();
}

bool RequestReader::is_http_1_0() const {
    return parser_->is_http_1_0;
}

}  // namespace wf::http
