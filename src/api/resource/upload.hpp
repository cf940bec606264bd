// What the endpoints that take definitions have in common: query parameters, checks, messages.
#pragma once
#include "api/core/call.hpp"
#include "lang/definitions.hpp"

#include <string>

namespace wf::api {

inline constexpr std::size_t definition_name_max = 255;

struct Upload {
    std::string scope;
    std::string name_space;
    lang::ParseOptions parse;
};

/// @errors invalid_argument for the scope, forbidden if it is public and `publicize_rule` says no
Result<Upload> read_upload(const Call& call, std::string_view publicize_rule);
/// For the validate endpoints: always checked.
lang::ParseOptions validation_options(const Call& call);
/// Checks the request's text: {"valid":true,"diagnostics":[…]} or
/// {"valid":false,"error":…,"diagnostics":[…]}; `error` is what POST would answer.
Result<void> answer_validation(const Call& call, lang::DocumentKind kind);

/// The namespace of a call may also be the second segment of the path.
std::string_view namespace_of(const Call& call);

/// `<begin><identifier>, namespace=<name_space>]`
tl::unexpected<Error> not_found_in(
    std::string_view begin, std::string_view identifier, std::string_view name_space
);
tl::unexpected<Error> workflow_not_found(std::string_view identifier, std::string_view name_space);
tl::unexpected<Error> action_definition_not_found(
    std::string_view name, std::string_view name_space
);

}  // namespace wf::api
