// Findings about a definition: where, what, and what was probably meant.
#pragma once
#include "base/error.hpp"
#include "value/value.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wf::lang {

enum class Severity : std::uint8_t { error, warning };

/// In which step a definition was found wrong. The original stops at the first finding, in this
/// order, so the first finding of the earliest stage is the one its clients know.
enum class Stage : std::uint8_t {
    parsing,
    schema,
    construction,
    meaning,  ///< expressions, names of workflows
    starts,   ///< there is no task to begin with
    links,    ///< a target is no task
    joins,
    storing,
};

/// Outside name of the findings of a stage where nothing more exact is known: "expression-syntax".
std::string_view rule_of(Stage stage);

/// A name that findings may have, for the documentation; those of warnings are in warn/rules.hpp.
struct ErrorRule {
    std::string_view name;
    std::string_view summary;
};

std::span<const ErrorRule> error_rules();

struct Diagnostic {
    Severity severity = Severity::error;
    std::uint32_t line = 1;    ///< from 1
    std::uint32_t column = 1;  ///< from 1, in characters
    std::string path;          ///< "my_flow.tasks.x.on-success[1]"
    std::string message;
    std::string hint;        ///< what is expected, where the message does not say it
    std::string suggestion;  ///< what was probably meant; empty: no idea
    /// Outside name of the rule that is broken, "unknown-key"; a literal. Empty: the stage's.
    std::string_view rule;
    Stage stage = Stage::schema;
    ErrorCode code = ErrorCode::definition_invalid;
    std::string kind;  ///< outside name of the failure: "InvalidModelException"
};

std::string_view name_of(Severity severity);
std::string_view rule_of(const Diagnostic& diagnostic);
/// Path, message, hint and suggestion: "w.tasks.x: 'on-succes' … (did you mean 'on-success'?)".
std::string description_of(const Diagnostic& diagnostic);
/// What is known beside the message: what is expected, and what was probably meant.
std::string help_of(const Diagnostic& diagnostic);
/// {severity, code, message, line, column, path, hint}, as the API and `mistral lint` show it.
Value as_value(const Diagnostic& diagnostic);
/// "3:7: error: w.tasks.x: 'on-succes' … (did you mean 'on-success'?)"
std::string to_line(const Diagnostic& diagnostic);

/// All findings of one document.
class Diagnostics {
public:
    void add(Diagnostic diagnostic);

    bool has_errors() const { return errors_ > 0; }

    std::size_t error_count() const { return errors_; }

    /// Looking for "did you mean" costs a walk over all names: only the first findings get one.
    bool may_suggest() const { return all_.size() < shown_max; }

    const std::vector<Diagnostic>& all() const { return all_; }

    /// Adds to the help of the error that to_error() begins with.
    void advise(const std::string& hint);

    /// From the order found to that of the text.
    void sort();

    /// First line: what clients of the original match ("Invalid DSL: …", "Task 'x' not found.").
    /// Then, after an empty line, every error with its position, in the order of the text.
    Error to_error() const;

    static constexpr std::size_t shown_max = 20;
    static constexpr std::size_t kept_max = 500;

private:
    std::vector<Diagnostic> all_;
    std::size_t errors_ = 0;
};

}  // namespace wf::lang
