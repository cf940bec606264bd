// Where statements report what they find wrong.
#pragma once
#include "expr/expression.hpp"
#include "lang/check/place.hpp"
#include "lang/diagnostic.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wf::lang {

/// Whether definitions are validated; construction errors are found either way.
enum class Validation : bool { off, on };

/// What a finding says beyond its message.
struct Help {
    std::string hint = {};        ///< "expected …"
    std::string suggestion = {};  ///< what was probably meant
    std::string_view rule = {};   ///< see Diagnostic
};

class Checker {
public:
    Checker(Diagnostics& found, Validation validation, const expr::Options& options)
        : found_(found), validation_(validation), options_(options) {}

    bool validates() const { return validation_ == Validation::on; }

    /// A rule of shape is broken: "Invalid DSL: …". Silent without validation.
    void schema(const Place& at, std::string message, Help help = {});
    /// The text cannot be turned into a program at all.
    void construction(
        const Place& at, std::string message, std::string kind = "InvalidModelException"
    );
    /// A rule on the whole is broken (unknown task). Silent without validation.
    void meaning(const Place& at, std::string message, std::string_view rule);
    /// The tasks do not fit together; at one of the last three stages before storing.
    void graph(Stage stage, yaml::Mark at, std::string path, std::string message, Help help = {});
    /// There is nothing to start with: the original has another name for this one.
    void no_start(const Place& at, std::string message);
    /// The name of what is stored is no good; checked even without validation.
    void stored_name(const Place& at, std::string_view name);
    /// Legal, but surely not what was meant; `help.rule` is a name of warn/rules.hpp.
    void warning(const Place& at, std::string message, Help help);
    void warning(yaml::Mark at, std::string path, std::string message, Help help);

    /// Checks the grammar of the expressions in the text at `at`; other values pass.
    void expression(const Place& at);
    /// The same for every direct member of a mapping; deeper ones are not looked at, as in the
    /// original.
    void expressions_of_members(const Place& at);
    /// What is wrong with the grammar of the expressions in a text, if anything is.
    std::optional<Error> grammar_error(std::string_view text) const;
    /// The same for a text that is not a node itself.
    void expression_text(const Place& at, std::string_view text);

    const Diagnostics& found() const { return found_; }

    bool may_suggest() const { return found_.may_suggest(); }

private:
    void add(const Place& at, Diagnostic diagnostic);

    Diagnostics& found_;
    Validation validation_;
    const expr::Options& options_;
};

}  // namespace wf::lang
