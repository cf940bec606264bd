// std.noop, std.async_noop, std.echo, std.fail, std.sleep, std.test_dict.
#include "executor/actions/definitions.hpp"
#include "executor/actions/number.hpp"
#include "value/python_text.hpp"

#include <fmt/format.h>

namespace wf::actions {

namespace {

// Building more inside of the engine's turn would hold up its neighbours; an executor does that.
constexpr double test_dict_size_inline_max = 10'000;
// A mapping that fits in no field of an execution anyway.
constexpr double test_dict_size_max = 1'000'000;

// Delay in seconds; nothing for what float() refuses by type.
std::optional<double> echo_delay(const Value& input) {
    const Value* delay = input.find("delay");
    if (delay == nullptr) return 0;
    const Number seconds = to_float(*delay);
    if (seconds.how == Conversion::wrong_type) return std::nullopt;
    return seconds.how == Conversion::done && seconds.value > 0 ? seconds.value : 0;
}

Value test_dict_value(const Value& input, std::size_t size) {
    const Value* prefix = input.find("key_prefix");
    const Value* content = input.find("val");
    const std::string prefix_text = prefix == nullptr ? std::string{} : python_str(*prefix);
    const Value value = content == nullptr ? Value{""} : *content;
    DictBuilder dict{size};
    for (std::size_t i = 0; i < size; ++i) dict.set(fmt::format("{}{}", prefix_text, i), value);
    return std::move(dict).freeze();
}

// Number of keys; an error text for what range() would refuse.
std::variant<std::size_t, std::string> test_dict_size(const Value& input) {
    const Value* size = input.find("size");
    if (size == nullptr) return std::size_t{0};
    if (!size->is_integer() && !size->is_bool()) {
        return fmt::format("size must be an integer, not {}", python_repr(*size));
    }
    const double number = to_integer(*size).value;
    if (number > test_dict_size_max) {
        return fmt::format("size must not be greater than {:.0f}", test_dict_size_max);
    }
    return static_cast<std::size_t>(std::max(number, 0.0));
}

}  // namespace

std::optional<ActionResult> noop_pure(const Value&) {
    return ActionResult::success({});
}

Plan noop_plan(const ActionRequest&, const ActionSettings&) {
    return ActionResult::success({});
}

std::optional<ActionResult> echo_pure(const Value& input) {
    if (echo_delay(input) != 0.0) return std::nullopt;
    return ActionResult::success(input["output"]);
}

Plan echo_plan(const ActionRequest& request, const ActionSettings&) {
    const std::optional<double> delay = echo_delay(request.input);
    if (!delay) return NotInstantiated{"delay must be a number of seconds"};
    ActionResult result = ActionResult::success(request.input["output"]);
    if (*delay == 0.0) return result;
    return Wait{millis_of_seconds(*delay), std::move(result)};
}

std::optional<ActionResult> fail_pure(const Value& input) {
    const Value& data = input["error_data"];
    if (truthy(data)) return ActionResult::error(data);
    return std::nullopt;
}

Plan fail_plan(const ActionRequest& request, const ActionSettings&) {
    const Value& data = request.input["error_data"];
    if (truthy(data)) return ActionResult::error(data);
    return Raised{"Fail action expected exception."};
}

Plan sleep_plan(const ActionRequest& request, const ActionSettings&) {
    const Value* seconds = request.input.find("seconds");
    const double whole = seconds == nullptr ? 1.0 : to_integer(*seconds).value;
    if (!(whole > 0)) return ActionResult::success({});
    return Wait{millis_of_seconds(whole), ActionResult::success({})};
}

std::optional<ActionResult> test_dict_pure(const Value& input) {
    const auto size = test_dict_size(input);
    const auto* keys = std::get_if<std::size_t>(&size);
    if (keys == nullptr || static_cast<double>(*keys) > test_dict_size_inline_max) {
        return std::nullopt;
    }
    return ActionResult::success(test_dict_value(input, *keys));
}

Plan test_dict_plan(const ActionRequest& request, const ActionSettings&) {
    const auto size = test_dict_size(request.input);
    if (const auto* problem = std::get_if<std::string>(&size)) return Raised{*problem};
    return ActionResult::success(test_dict_value(request.input, std::get<std::size_t>(size)));
}

}  // namespace wf::actions
