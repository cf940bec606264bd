// The words of a command line, sorted into the options and positionals that the command declares.
#pragma once
#include "app/cli/command.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wf::cli {

class Arguments {
public:
    bool has(std::string_view option) const;
    /// The last value given for an option or positional.
    std::optional<std::string> get(std::string_view name) const;
    std::string get_or(std::string_view name, std::string_view fallback) const;
    /// All values given, in order.
    std::vector<std::string> all(std::string_view name) const;

    void add(std::string_view name, std::string value);

private:
    std::vector<std::pair<std::string, std::string>> values_;
};

/// Options may stand anywhere, as `--name value`, `--name=value` or `-x value`; `--` ends them.
/// @errors invalid_argument for an unknown option, a missing or a surplus word.
Result<Arguments> parse_arguments(const Command& command, std::span<const std::string> words);

/// A mistake in the command line itself: exit code 2.
tl::unexpected<Error> usage_error(std::string what);

/// The options that a command has besides its own: those of its shape and the global ones.
std::span<const Option> shape_options(Shape shape);
std::span<const Option> global_options();

}  // namespace wf::cli
