// lint: definitions checked in this process, for editors and continuous integration.
#include "app/cli/arguments.hpp"
#include "app/cli/commands/groups.hpp"
#include "app/cli/text_source.hpp"
#include "lang/definitions.hpp"
#include "value/json.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wf::cli {

namespace {

constexpr Positional files[] = {
    {"FILE", "Workflow list, workbook or action list in YAML; - is standard input.", Arity::many},
};
constexpr Option lint_options[] = {
    {"--format", "-f", "FORMAT", "text (file:line:column: severity: message [code]) or json."},
    {"--kind", "", "KIND", "workflows, workbook or actions, if it is not to be guessed."},
    {"--strict", "", "", "Warnings count as errors: exit code 1."},
};

struct Checked {
    std::string file;
    lang::DocumentKind kind = lang::DocumentKind::workflows;
    lang::Diagnostics found;
};

Result<std::optional<lang::DocumentKind>> kind_asked_for(const Arguments& arguments) {
    using lang::DocumentKind;
    const auto asked = arguments.get("--kind");
    if (!asked) return std::nullopt;
    for (const DocumentKind kind :
         {DocumentKind::workflows, DocumentKind::workbook, DocumentKind::actions}) {
        if (*asked == name_of(kind)) return kind;
    }
    return usage_error(
        fmt::format("lint: --kind {}: there are workflows, workbook and actions", *asked)
    );
}

Result<bool> wants_json(const Arguments& arguments) {
    const std::string format = arguments.get_or("--format", "text");
    if (format == "text" || format == "json") return format == "json";
    return usage_error(fmt::format("lint: --format {}: there are text and json", format));
}

Result<Checked> check_file(const std::string& file, std::optional<lang::DocumentKind> kind) {
    const auto text = read_file(file);
    if (!text) return usage_error("lint: " + text.error().message);
    Checked checked{.file = file == "-" ? "<stdin>" : file, .found = {}};
    checked.kind = kind.value_or(lang::kind_of(*text));
    checked.found = lang::diagnose(checked.kind, *text);
    return checked;
}

/// As compilers print it. The line that a YAML error quotes follows below.
std::string line_of(const Checked& checked, const lang::Diagnostic& diagnostic) {
    std::string line = fmt::format("{}:{}", checked.file, to_line(diagnostic));
    line.insert(std::min(line.find('\n'), line.size()), fmt::format(" [{}]", rule_of(diagnostic)));
    return line + "\n";
}

std::string as_text(const std::vector<Checked>& all) {
    std::string text;
    for (const Checked& checked : all) {
        for (const lang::Diagnostic& diagnostic : checked.found.all()) {
            text += line_of(checked, diagnostic);
        }
    }
    return text;
}

std::string as_json(const std::vector<Checked>& all) {
    ListBuilder list;
    for (const Checked& checked : all) {
        ListBuilder diagnostics;
        for (const lang::Diagnostic& diagnostic : checked.found.all()) {
            diagnostics.push(as_value(diagnostic));
        }
        list.push(Value::dict({
            {"file", checked.file},
            {"kind", name_of(checked.kind)},
            {"valid", !checked.found.has_errors()},
            {"diagnostics", std::move(diagnostics).freeze()},
        }));
    }
    return to_json(std::move(list).freeze(), JsonStyle::indented) + "\n";
}

Result<Outcome> lint(const Call& call) {
    WF_TRY(const auto kind, kind_asked_for(call.arguments));
    WF_TRY(const bool json, wants_json(call.arguments));
    const bool is_strict = call.arguments.has("--strict");
    std::vector<Checked> all;
    Outcome outcome;
    for (const std::string& file : call.arguments.all("FILE")) {
        WF_TRY(Checked checked, check_file(file, kind));
        const bool fails = is_strict ? !checked.found.all().empty() : checked.found.has_errors();
        if (fails) outcome.exit_code = exit_failure;
        all.push_back(std::move(checked));
    }
    outcome.text = json ? as_json(all) : as_text(all);
    return outcome;
}

constexpr Command rows[] = {
    {.name = "lint",
     .summary = "Checks definitions: errors, and what is surely not meant.",
     .positionals = files,
     .options = lint_options,
     .run = lint},
};

}  // namespace

std::span<const Command> lint_commands() {
    return rows;
}

}  // namespace wf::cli
