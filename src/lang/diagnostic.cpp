#include "lang/diagnostic.hpp"

#include <algorithm>
#include <tuple>

namespace wf::lang {

std::string to_line(const Diagnostic& diagnostic) {
    std::string line = std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column);
    line += diagnostic.severity == Severity::error ? ": error: " : ": warning: ";
    if (!diagnostic.path.empty()) line += diagnostic.path + ": ";
    line += diagnostic.message;
    if (!diagnostic.hint.empty()) line += "; " + diagnostic.hint;
    if (!diagnostic.suggestion.empty()) line += " (did you mean '" + diagnostic.suggestion + "'?)";
    return line;
}

void Diagnostics::add(Diagnostic diagnostic) {
    if (diagnostic.severity == Severity::error) ++errors_;
    if (all_.size() < kept_max) all_.push_back(std::move(diagnostic));
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
