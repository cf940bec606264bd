// Names of given inputs against declared parameters: the one check that workflows, actions and
// triggers share.
#pragma once
#include "value/python_text.hpp"
#include "value/value.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

struct CheckedObject {
    std::string_view name;
    std::string_view class_name;  ///< shown as class=…
    bool any_keywords = false;    ///< unexpected names are fine
};

/// "Invalid input [name=N, class=C, missing=['a'], unexpected=['c']]", or nothing when all is well.
/// A null that is given counts as given.
template <class Parameters>
std::optional<std::string> input_mismatch(
    const CheckedObject& object, const Parameters& parameters, const Value& input
) {
    std::vector<Value> missing;
    for (const auto& p : parameters) {
        if (p.required && !input.contains(p.name)) missing.emplace_back(p.name);
    }
    std::vector<Value> unexpected;
    for (const Member& m : input.members()) {
        const bool known =
            object.any_keywords || std::ranges::any_of(parameters, [&](const auto& p) {
                return m.key.is_string() && m.key.as_string() == p.name;
            });
        if (!known) unexpected.push_back(m.key);
    }
    if (missing.empty() && unexpected.empty()) return std::nullopt;
    std::string text = "Invalid input [name=" + std::string{object.name} +
                       ", class=" + std::string{object.class_name};
    if (!missing.empty()) text += ", missing=" + python_repr(Value::list(std::move(missing)));
    if (!unexpected.empty())
        text += ", unexpected=" + python_repr(Value::list(std::move(unexpected)));
    return text + "]";
}

/// The given input completed with literal defaults.
template <class Parameters>
Value with_defaults(const Parameters& parameters, const Value& input) {
    const bool complete = std::ranges::all_of(parameters, [&](const auto& p) {
        return p.required || input.contains(p.name);
    });
    if (complete && input.is_dict()) return input;
    DictBuilder completed(input.is_dict() ? input : Value::dict({}));
    for (const auto& p : parameters) {
        if (!p.required && !input.contains(p.name)) completed.set(p.name, p.default_value);
    }
    return std::move(completed).freeze();
}

}  // namespace wf
