#include "lang/document/document.hpp"

#include "lang/check/shapes.hpp"
#include "value/python_text.hpp"

namespace wf::lang {

Document::Document(std::string_view text, const ParseOptions& options)
    : text_(text),
      checker_(found_, options.validate ? Validation::on : Validation::off, options.expressions) {
    auto parsed = yaml::compose(text, yaml::Typing::json);
    if (!parsed) {
        const yaml::Failure& failure = parsed.error();
        found_.add(
            {.line = failure.mark.line,
             .column = failure.mark.column,
             .path = {},
             .message = yaml::with_snippet(failure, text),
             .hint = {},
             .suggestion = {},
             .rule = {},
             .stage = Stage::parsing,
             .code = failure.code,
             .kind = "DSLParsingException"}
        );
        return;
    }
    root_ = std::move(parsed->root);
    // An empty text, and whatever else Python takes for false, is an empty mapping.
    if (!truthy(root_.value)) {
        root_.kind = Kind::dict;
        root_.value = Value::dict({});
        root_.children.clear();
    }
    for (const yaml::DuplicateKey& duplicate : parsed->duplicates) {
        const std::string key = python_repr(duplicate.key);
        checker_.warning(
            duplicate.mark,
            {},
            "the key " + key + " was written before in this mapping; the last one counts",
            {.rule = "duplicate-key"}
        );
    }
}

std::vector<Diagnostic> Document::warnings_in(const yaml::Node& node) const {
    std::vector<Diagnostic> warnings;
    for (const Diagnostic& diagnostic : found_.all()) {
        const bool inside = &node == &root_ || (diagnostic.line >= node.key_mark.line &&
                                                diagnostic.line <= node.end.line);
        if (diagnostic.severity == Severity::warning && inside) warnings.push_back(diagnostic);
    }
    return warnings;
}

bool check_list(const Place& at, Checker& out) {
    if (!at.node().is_mapping()) {
        out.construction(at, "Invalid DSL: " + not_of_type(at.value(), "object"));
        return false;
    }
    if (at.node().find("version") == nullptr) out.schema(at, "'version' is a required property");
    return true;
}

std::string name_of(const yaml::Node& member) {
    return python_str(member.key);
}

}  // namespace wf::lang
