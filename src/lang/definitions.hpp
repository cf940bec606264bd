// The doors of this module: definition texts in; programs, what is stored, and diagnostics out.
#pragma once
#include "base/error.hpp"
#include "expr/expression.hpp"
#include "lang/diagnostic.hpp"
#include "lang/program.hpp"
#include "value/value.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wf::lang {

struct ParseOptions {
    /// Off: nothing but what a program needs is checked ([api] validation_mode).
    bool validate = true;
    /// For the languages that the operator allows.
    expr::Options expressions;
};

struct WorkflowDefinition {
    std::string name;  ///< full: "book.flow" for a workbook's
    std::string
        definition;        ///< the text to store; compile_workflow() makes the program of it again
    std::string checksum;  ///< MD5 of `definition`
    Value tags;            ///< list, empty if there are none
    std::string description;
    std::string input_text;  ///< `a, b="5"`
    Value interface;         ///< {"input": [as written], "output": [names]}
    Value spec;              ///< mapping with injected keys
    ProgramPtr program;
    std::vector<Diagnostic> warnings;
};

struct ActionDefinition {
    std::string name;        ///< full: "book.action" for a workbook's
    std::string definition;  ///< of an action list: the whole text, for each of its actions
    Value tags;
    Value description;       ///< null if there is none
    std::string input_text;  ///< `a, b=5`; empty if there is no input
    Value spec;
    AdhocActionPtr action;
    std::vector<Diagnostic> warnings;
};

struct WorkbookDefinition {
    std::string name;
    std::string definition;
    Value tags;
    Value description;
    Value spec;
    std::vector<WorkflowDefinition> workflows;
    std::vector<ActionDefinition> actions;
    std::vector<Diagnostic> warnings;
};

/// @errors definition_invalid, grammar_invalid, invalid_argument (names), limit_exceeded. First
/// line of the
///         message: the original's ("Invalid DSL: …"); below it every finding with line:column.
Result<std::vector<WorkflowDefinition>> parse_workflows(
    std::string_view text, const ParseOptions& options = {}
);
Result<WorkbookDefinition> parse_workbook(std::string_view text, const ParseOptions& options = {});
Result<std::vector<ActionDefinition>> parse_actions(
    std::string_view text, const ParseOptions& options = {}
);

enum class DocumentKind : std::uint8_t { workflows, workbook, actions };

std::string_view name_of(DocumentKind kind);
/// What a text is probably meant to be, even if it is faulty; workflows if nothing speaks against
/// it.
DocumentKind kind_of(std::string_view text);

/// Every finding, warnings included, in the order of the text; empty for a flawless document.
Diagnostics diagnose(DocumentKind kind, std::string_view text, const ParseOptions& options = {});

/// Rebuilds a program from what was stored. `name` is the full name; `workbook_name` is empty
/// unless the workflow came from a workbook, whose members are stored as "<member>:\n  …" without a
/// version. The text was validated when it was stored, so this checks construction only.
Result<ProgramPtr> compile_workflow(
    std::string_view definition, std::string_view name, std::string_view workbook_name
);
Result<AdhocActionPtr> compile_action(
    std::string_view definition, std::string_view name, std::string_view workbook_name
);

/// Lower-case hexadecimal MD5 of a stored text.
std::string checksum_of(std::string_view text);

}  // namespace wf::lang
