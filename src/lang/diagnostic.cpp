#include "lang/diagnostic.hpp"

#include <algorithm>
#include <tuple>

namespace wf::lang {

namespace {

// The first ones are those of the stages, in their order.
constexpr ErrorRule rules[] = {
    {"yaml-syntax", "the text is no YAML, or not one document"},
    {"wrong-shape", "a value is not of the kind that its key needs"},
    {"wrong-form",
     "nothing can be made of a value: a call without a name, `with-items` without `in`"},
    {"expression-syntax", "an expression has a grammar error, or two languages stand in one text"},
    {"no-start-task", "every task of a direct workflow has an inbound transition"},
    {"unknown-task", "a transition or requirement names no task"},
    {"join-too-few", "a join waits for more tasks than lead to it"},
    {"wrong-name", "a name is too long, holds blanks or looks like a UUID"},
    {"circular-requires", "tasks of a reverse workflow require each other in a circle"},
    {"missing-key", "a key is required"},
    {"unknown-key", "a key is not known here"},
};

static_assert(rules[static_cast<std::size_t>(Stage::storing)].name == "wrong-name");

}  // namespace

std::span<const ErrorRule> error_rules() {
    return rules;
}

std::string_view rule_of(Stage stage) {
    return rules[static_cast<std::size_t>(stage)].name;
}

std::string_view rule_of(const Diagnostic& diagnostic) {
    return diagnostic.rule.empty() ? rule_of(diagnostic.stage) : diagnostic.rule;
}

std::string_view name_of(Severity severity) {
    return severity == Severity::error ? "error" : "warning";
}

std::string help_of(const Diagnostic& diagnostic) {
    std::string text = diagnostic.hint;
    if (diagnostic.suggestion.empty()) return text;
    if (!text.empty()) text += "; ";
    return text + "did you mean '" + diagnostic.suggestion + "'?";
}

Value as_value(const Diagnostic& diagnostic) {
    return Value::dict({
        {"severity", name_of(diagnostic.severity)},
        {"code", rule_of(diagnostic)},
        {"message", diagnostic.message},
        {"line", diagnostic.line},
        {"column", diagnostic.column},
        {"path", diagnostic.path},
        {"hint", help_of(diagnostic)},
    });
}

std::string description_of(const Diagnostic& diagnostic) {
    std::string text;
    if (!diagnostic.path.empty()) text += diagnostic.path + ": ";
    text += diagnostic.message;
    if (!diagnostic.hint.empty()) text += "; " + diagnostic.hint;
    if (!diagnostic.suggestion.empty()) text += " (did you mean '" + diagnostic.suggestion + "'?)";
    return text;
}

std::string to_line(const Diagnostic& diagnostic) {
    std::string line = std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column);
    line += ": ";
    line += name_of(diagnostic.severity);
    return line + ": " + description_of(diagnostic);
}

void Diagnostics::sort() {
    std::ranges::stable_sort(all_, {}, [](const Diagnostic& d) {
        return std::tuple{d.line, d.column};
    });
}

void Diagnostics::add(Diagnostic diagnostic) {
    if (diagnostic.severity == Severity::error) ++errors_;
    if (all_.size() < kept_max) all_.push_back(std::move(diagnostic));
}

void Diagnostics::advise(const std::string& hint) {
    Diagnostic* first = nullptr;
    for (Diagnostic& diagnostic : all_) {
        if (diagnostic.severity != Severity::error) continue;
        const auto place = [](const Diagnostic& d) {
            return std::tuple{d.stage, d.line, d.column};
        };
        if (first == nullptr || place(diagnostic) < place(*first)) first = &diagnostic;
    }
    if (first == nullptr) return;
    first->hint += (first->hint.empty() ? "" : "; ") + hint;
}

Error Diagnostics::to_error() const {
    std::vector<const Diagnostic*> errors;
    for (const Diagnostic& diagnostic : all_) {
        if (diagnostic.severity == Severity::error) errors.push_back(&diagnostic);
    }
    if (errors.empty()) return Error{};
    std::ranges::stable_sort(errors, {}, [](const Diagnostic* d) {
        return std::tuple{d->line, d->column};
    });
    const Diagnostic& first = **std::ranges::min_element(errors, {}, &Diagnostic::stage);

    Error error{.code = first.code, .message = {}, .notes = {}, .kind = first.kind};
    if (first.stage == Stage::parsing) error.message = "Definition could not be parsed: ";
    if (first.stage == Stage::schema) error.message = "Invalid DSL: ";
    error.message += first.message;
    if (first.stage == Stage::parsing) return error;  // it is alone, and says where it is
    error.message += "\n";
    for (std::size_t i = 0; i < errors.size() && i < shown_max; ++i) {
        error.message += "\n" + to_line(*errors[i]);
    }
    if (errors_ > shown_max) {
        error.message += "\n… and " + std::to_string(errors_ - shown_max) + " more";
    }
    return error;
}

}  // namespace wf::lang
