// The option table as text: --print-config and the reference page.
#include "config/load.hpp"
#include "config/option.hpp"
#include "config/value_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iterator>

namespace wf {

namespace {

std::string with_newlines_indented(std::string text) {
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2)) {
        text.insert(at + 1, " ");
    }
    return text;
}

std::string code_or_dash(std::string_view text) {
    return text.empty() ? "–" : fmt::format("`{}`", text);
}

std::string allowed_text(const Option& option) {
    if (!option.choices.empty()) return fmt::format("{}", fmt::join(option.choices, ", "));
    const std::string range = range_text(option);
    return range.empty() ? "–" : range;
}

std::string meaning_text(const Option& option) {
    std::string text{option.doc};
    if (option.is_ours) text += " *(not in the original)*";
    if (!option.upstream_default.empty()) {
        text += fmt::format(" *(the original's default: `{}`)*", option.upstream_default);
    }
    if (option.secret != Secret::no) text += " *(secret: masked when shown)*";
    return text;
}

constexpr std::string_view reference_head = R"(# Configuration options
Generated from the option table; do not edit.

Files have sections `[name]` and lines `name = value` (or `name: value`); lines starting with `#` or `;` are
comments, indented lines continue a value. Lists are separated by commas. Booleans: true, yes, on, 1 and
false, no, off, 0. A later line or file wins.

Files are named by `--config-file` (repeatable) and `--config-dir` (its `*.conf`, by name), or by the
environment variables `MISTRAL_CONFIG_FILE` and `MISTRAL_CONFIG_DIR`; otherwise `./mistral.conf` or
`/etc/mistral/mistral.conf` is read if it exists. The environment wins over files
(`OS_<SECTION>__<OPTION>`, for instance `OS_API__PORT`), the command line over both.

Options of the original that do nothing here are taken with a warning. Unknown ones are errors.
)";

}  // namespace

std::string print_config(const LoadedConfig& loaded) {
    std::string out;
    std::string_view section;
    std::size_t index = 0;
    for (const Option& option : options()) {
        if (option.section != section) {
            fmt::format_to(
                std::back_inserter(out), "{}[{}]\n", section.empty() ? "" : "\n", option.section
            );
            section = option.section;
        }
        fmt::format_to(
            std::back_inserter(out),
            "# {}\n{} = {}\n",
            loaded.origins[index++],
            option.name,
            with_newlines_indented(shown_value(option, loaded.config))
        );
    }
    return out;
}

std::string options_reference() {
    std::string out{reference_head};
    std::string_view section;
    for (const Option& option : options()) {
        if (option.section != section) {
            fmt::format_to(
                std::back_inserter(out),
                "\n## [{}]\n| Option | Type | Default | Unit | Allowed | Meaning | Since |\n"
                "|---|---|---|---|---|---|---|\n",
                option.section
            );
            section = option.section;
        }
        fmt::format_to(
            std::back_inserter(out),
            "| `{}` | {} | {} | {} | {} | {} | {} |\n",
            option.name,
            type_name(option),
            code_or_dash(shown_value(option, Config{})),
            option.unit.empty() ? "–" : option.unit,
            allowed_text(option),
            meaning_text(option),
            option.since
        );
    }
    return out;
}

}  // namespace wf
