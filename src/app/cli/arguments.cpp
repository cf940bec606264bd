#include "app/cli/arguments.hpp"

#include "base/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wf::cli {

namespace {

constexpr Option globals[] = {
    {"--mistral-url",
     "",
     "URL",
     "Server to talk to [OS_MISTRAL_URL, else http://localhost:8989/v2]."},
    {"--os-mistral-url", "", "URL", "The same."},
    {"--help", "-h", "", "Shows this help."},
};

constexpr Option output_options[] = {
    {"--format", "-f", "FORMAT", "table (default), json, yaml, csv or value."},
    {"--column", "-c", "COLUMN", "Shows this column only; may be repeated."},
};

/// Reads the words one after the other.
class Parser {
public:
    Parser(const Command& command, std::span<const std::string> words)
        : command_(command), words_(words) {}

    Result<Arguments> parse() {
        bool options_ended = false;
        while (next_ < words_.size()) {
            const std::string& word = words_[next_++];
            if (!options_ended && word == "--") {
                options_ended = true;
            } else if (!options_ended && word.size() > 1 && word[0] == '-') {
                WF_CHECK(take_option(word));
            } else {
                positionals_.push_back(word);
            }
        }
        // Help is given whatever else is missing.
        if (!arguments_.has("--help")) WF_CHECK(place_positionals());
        return std::move(arguments_);
    }

private:
    const Option* find(std::string_view name) const {
        for (const auto options :
             {command_.options, shape_options(command_.shape), global_options()}) {
            for (const Option& option : options) {
                if (option.name == name || (!option.letter.empty() && option.letter == name))
                    return &option;
            }
        }
        return nullptr;
    }

    Result<void> take_option(std::string_view word) {
        const std::size_t equals = word.starts_with("--") ? word.find('=') : std::string_view::npos;
        const std::string_view name = word.substr(0, equals);
        const Option* option = find(name);
        if (option == nullptr) return unknown_option(name);
        const bool has_value = equals != std::string_view::npos;
        if (option->value_name.empty()) {
            if (has_value) return usage(fmt::format("{} takes no value", name));
            arguments_.add(option->name, "");
            return {};
        }
        if (has_value) {
            arguments_.add(option->name, std::string{word.substr(equals + 1)});
            return {};
        }
        if (next_ == words_.size()) return usage(fmt::format("{} needs a value", name));
        arguments_.add(option->name, words_[next_++]);
        return {};
    }

    Result<void> place_positionals() {
        std::size_t at = 0;
        for (const Positional& positional : command_.positionals) {
            const bool needed = positional.arity == Arity::one || positional.arity == Arity::many;
            if (needed && at == positionals_.size())
                return usage(fmt::format("{} is missing", positional.name));
            const bool repeats = positional.arity == Arity::any || positional.arity == Arity::many;
            do {
                if (at == positionals_.size()) break;
                arguments_.add(positional.name, positionals_[at++]);
            } while (repeats);
        }
        if (at < positionals_.size())
            return usage(fmt::format("unexpected argument '{}'", positionals_[at]));
        return {};
    }

    Result<void> unknown_option(std::string_view name) const {
        std::vector<std::string_view> known;
        for (const auto options :
             {command_.options, shape_options(command_.shape), global_options()}) {
            for (const Option& option : options) known.push_back(option.name);
        }
        return usage(fmt::format("unknown option {}{}", name, did_you_mean(name, known)));
    }

    Result<void> usage(std::string what) const {
        return usage_error(
            fmt::format("{}: {}; see mistral {} --help", command_.name, what, command_.name)
        );
    }

    const Command& command_;
    std::span<const std::string> words_;
    std::size_t next_ = 0;
    std::vector<std::string> positionals_;
    Arguments arguments_;
};

}  // namespace

bool Arguments::has(std::string_view option) const {
    return std::ranges::any_of(values_, [&](const auto& entry) { return entry.first == option; });
}

std::optional<std::string> Arguments::get(std::string_view name) const {
    for (auto entry = values_.rbegin(); entry != values_.rend(); ++entry) {
        if (entry->first == name) return entry->second;
    }
    return std::nullopt;
}

std::string Arguments::get_or(std::string_view name, std::string_view fallback) const {
    return get(name).value_or(std::string{fallback});
}

std::vector<std::string> Arguments::all(std::string_view name) const {
    std::vector<std::string> found;
    for (const auto& [key, value] : values_) {
        if (key == name) found.push_back(value);
    }
    return found;
}

void Arguments::add(std::string_view name, std::string value) {
    values_.emplace_back(name, std::move(value));
}

Result<Arguments> parse_arguments(const Command& command, std::span<const std::string> words) {
    return Parser{command, words}.parse();
}

tl::unexpected<Error> usage_error(std::string what) {
    return fail(ErrorCode::invalid_argument, std::move(what), "usage");
}

std::span<const Option> shape_options(Shape shape) {
    if (shape == Shape::text) return {};
    return output_options;
}

std::span<const Option> global_options() {
    return globals;
}

}  // namespace wf::cli
