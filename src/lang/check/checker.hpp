// Where statements report what they find wrong.
#pragma once
#include "expr/expression.hpp"
#include "lang/check/place.hpp"
#include "lang/diagnostic.hpp"

#include <string>
#include <string_view>

namespace wf::lang {

/// Whether definitions are validated; construction errors are found either way.
enum class Validation : bool { off, on };

/// What a finding says beyond its message.
struct Help {
    std::string hint;        ///< "expected …"
    std::string suggestion;  ///< what was probably meant
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
    void meaning(const Place& at, std::string message);
    void meaning(yaml::Mark at, std::string path, std::string message, std::string suggestion = {});
    /// The same under the other name that the original has for it.
    void graph(const Place& at, std::string message);
    /// The name of what is stored is no good; checked even without validation.
    void stored_name(const Place& at, std::string_view name);
    void warning(yaml::Mark at, std::string path, std::string message);

    /// Checks the grammar of the expressions in the text at `at`; other values pass.
    void expression(const Place& at);
    /// The same for every direct member of a mapping; deeper ones are not looked at, as in the
    /// original.
    void expressions_of_members(const Place& at);
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
