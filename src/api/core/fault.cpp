#include "api/core/fault.hpp"

#include "value/json.hpp"

namespace wf::api {

void write_fault(http::Response& response, FaultStyle style, int status, std::string_view text) {
    response.status = status;
    response.content_type = http::json_type;
    std::string& body = response.body;
    body.clear();
    body += '{';
    if (style == FaultStyle::typed)
        body += status < 500 ? R"("faultcode":"Client",)" : R"("faultcode":"Server",)";
    body += R"("faultstring":)";
    write_json_string(body, text);
    if (style == FaultStyle::typed) body += R"(,"debuginfo":null)";
    body += '}';
}

void write_fault(http::Response& response, FaultStyle style, const Error& error) {
    const ErrorInfo& info = info_of(error.code);
    write_fault(response, style, info.http_status, error.message);
    if (info.retryable && info.http_status == 503) response.headers += "Retry-After: 1\r\n";
}

tl::unexpected<Error> invalid_input(
    std::string_view field, std::string_view value, std::string_view why
) {
    std::string text = "Invalid input for field/attribute ";
    text += field;
    text += ". Value: '";
    text += value;
    text += "'. ";
    text += why;
    return fail(ErrorCode::invalid_argument, std::move(text));
}

tl::unexpected<Error> missing_argument(std::string_view name) {
    return fail(ErrorCode::invalid_argument, "Missing argument: \"" + std::string{name} + "\"");
}

tl::unexpected<Error> not_a_uuid(std::string_view field, std::string_view value) {
    std::string why = "unable to convert to uuid. Error: Expected a uuid but received ";
    why += value;
    why += '.';
    return invalid_input(field, value, why);
}

tl::unexpected<Error> not_found(std::string text) {
    return fail(ErrorCode::not_found, std::move(text));
}

}  // namespace wf::api
