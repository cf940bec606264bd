// One row per standard action. The list is explicit: linkers drop what registers itself.
#pragma once
#include "executor/registry.hpp"

namespace wf::actions {

std::optional<ActionResult> noop_pure(const Value& input);
std::optional<ActionResult> echo_pure(const Value& input);
std::optional<ActionResult> fail_pure(const Value& input);
std::optional<ActionResult> test_dict_pure(const Value& input);

Plan noop_plan(const ActionRequest& request, const ActionSettings& settings);
Plan echo_plan(const ActionRequest& request, const ActionSettings& settings);
Plan fail_plan(const ActionRequest& request, const ActionSettings& settings);
Plan sleep_plan(const ActionRequest& request, const ActionSettings& settings);
Plan test_dict_plan(const ActionRequest& request, const ActionSettings& settings);
Plan http_plan(const ActionRequest& request, const ActionSettings& settings);
Plan mistral_http_plan(const ActionRequest& request, const ActionSettings& settings);

inline constexpr ActionDef noop = {
    .name = "std.noop",
    .description = "Does nothing.",
    .class_name = "mistral.actions.std_actions.NoOpAction",
    .pure = noop_pure,
    .plan = noop_plan};

inline constexpr ActionDef async_noop = {
    .name = "std.async_noop",
    .description = "Does nothing and stays running until somebody completes it.",
    .class_name = "mistral.actions.std_actions.AsyncNoOpAction",
    .is_sync = false,
    .needs_dispatch = false,
    .plan = noop_plan};

inline constexpr ActionParameterDef echo_parameters[] = {{"output"}, {"delay", "0"}};
inline constexpr ActionDef echo = {
    .name = "std.echo",
    .description = "Returns its output parameter, after a delay in seconds if one is given.",
    .class_name = "mistral.actions.std_actions.EchoAction",
    .parameters = echo_parameters,
    .pure = echo_pure,
    .plan = echo_plan};

inline constexpr ActionParameterDef fail_parameters[] = {{"error_data", "null"}};
inline constexpr ActionDef fail = {
    .name = "std.fail",
    .description = "Fails, with error_data as its error if that is given.",
    .class_name = "mistral.actions.std_actions.FailAction",
    .parameters = fail_parameters,
    .representation = "Fail action",
    .pure = fail_pure,
    .plan = fail_plan};

inline constexpr ActionParameterDef sleep_parameters[] = {{"seconds", "1"}};
inline constexpr ActionDef sleep = {
    .name = "std.sleep",
    .description = "Waits for whole seconds.",
    .class_name = "mistral.actions.std_actions.SleepAction",
    .parameters = sleep_parameters,
    .plan = sleep_plan};

inline constexpr ActionParameterDef test_dict_parameters[] = {
    {"size", "0"}, {"key_prefix", "\"\""}, {"val", "\"\""}};
inline constexpr ActionDef test_dict = {
    .name = "std.test_dict",
    .description = "Returns a mapping of the given size, for tests.",
    .class_name = "mistral.actions.std_actions.TestDictAction",
    .parameters = test_dict_parameters,
    .pure = test_dict_pure,
    .plan = test_dict_plan};

inline constexpr ActionParameterDef http_parameters[] = {
    {"url"},
    {"method", "\"GET\""},
    {"params", "null"},
    {"body", "null"},
    {"json", "null"},
    {"headers", "null"},
    {"cookies", "null"},
    {"auth", "null"},
    {"timeout", "null"},
    {"allow_redirects", "null"},
    {"proxies", "null"},
    {"verify", "null"},
};
inline constexpr ActionDef http = {
    .name = "std.http",
    .description =
        "Sends an HTTP request and returns the response; a status outside of 200-306 is an "
        "error with the same content.",
    .class_name = "mistral.actions.std_actions.HTTPAction",
    .parameters = http_parameters,
    .plan = http_plan};

inline constexpr ActionDef mistral_http = {
    .name = "std.mistral_http",
    .description =
        "Sends an HTTP request that tells its receiver, in Mistral-* headers, how to complete "
        "this action later.",
    .class_name = "mistral.actions.std_actions.MistralHTTPAction",
    .parameters = http_parameters,
    .is_sync = false,
    .plan = mistral_http_plan};

}  // namespace wf::actions
