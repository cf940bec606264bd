// Calls of workflow functions from Jinja2: Python's binding of arguments and its messages.
#include "expr/functions/registry.hpp"

#include <algorithm>

namespace wf::expr {
namespace {

[[noreturn]] void raise_call(const Function& function, const std::string& what) {
    raise_type(std::string{function.name()} + "_() " + what);
}

// Python counts the context as well, which it hands over in front.
[[noreturn]] void raise_too_many(const Function& function, std::size_t given) {
    const auto required = static_cast<std::size_t>(std::ranges::count(
        function.parameters, Parameter::Default::required, &Parameter::has_default
    ));
    const std::size_t most = function.parameters.size() + 1;
    const std::string range = required + 1 == most ? std::to_string(most)
                                                   : "from " + std::to_string(required + 1) +
                                                         " to " + std::to_string(most);
    raise_call(
        function,
        "takes " + range + " positional argument" + (most == 1 ? "" : "s") + " but " +
            std::to_string(given + 1) + " were given"
    );
}

std::string quoted(std::string_view name) {
    return "'" + std::string{name} + "'";
}

}  // namespace

Value call_service(
    Context& context,
    const Function& function,
    std::span<const Value> args,
    std::span<const NamedValue> named
) {
    const auto& parameters = function.parameters;
    if (args.size() > parameters.size()) raise_too_many(function, args.size());
    std::vector<Value> values(args.begin(), args.end());
    std::vector<bool> set(parameters.size(), false);
    std::fill_n(set.begin(), args.size(), true);
    values.resize(parameters.size());
    for (const NamedValue& argument : named) {
        const auto found = std::ranges::find(parameters, argument.name, &Parameter::snake_name);
        if (found == parameters.end())
            raise_call(function, "got an unexpected keyword argument " + quoted(argument.name));
        const auto place = static_cast<std::size_t>(found - parameters.begin());
        if (set[place])
            raise_call(function, "got multiple values for argument " + quoted(argument.name));
        values[place] = argument.value;
        set[place] = true;
    }
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (set[i]) continue;
        if (parameters[i].has_default == Parameter::Default::required)
            raise_call(
                function,
                "missing 1 required positional argument: " + quoted(parameters[i].snake_name)
            );
        values[i] = parameters[i].default_value;
    }
    Call call(context, function, values);
    return call.run();
}

}  // namespace wf::expr
