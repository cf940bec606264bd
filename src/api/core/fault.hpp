// Error answers: which body an endpoint uses, and the texts that several endpoints share.
#pragma once
#include "api/http/message.hpp"
#include "base/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace wf::api {

enum class FaultStyle : std::uint8_t {
    typed,  // JSON endpoints: {"faultcode", "faultstring", "debuginfo"}
    plain,  // definition endpoints: {"faultstring"}
};

void write_fault(http::Response& response, FaultStyle style, int status, std::string_view text);
/// Status by the error table; retryable ones say when to come back.
void write_fault(http::Response& response, FaultStyle style, const Error& error);

/// 400 "Invalid input for field/attribute limit. Value: 'x'. <why>"
tl::unexpected<Error> invalid_input(
    std::string_view field, std::string_view value, std::string_view why
);
/// 400 "Missing argument: "id""
tl::unexpected<Error> missing_argument(std::string_view name);
tl::unexpected<Error> not_a_uuid(std::string_view field, std::string_view value);
tl::unexpected<Error> not_found(std::string text);

}  // namespace wf::api
