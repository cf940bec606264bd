// Verdicts in bulk, for tools/lang_oracle: a line {"kind", "text"} in, a line out that says whether
// the definition is accepted, how the refusal begins, and what the definition means.
#include "lang/definitions.hpp"
#include "lang/testing/facts.hpp"
#include "value/json.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <string>

namespace wf::lang::testing {
namespace {

Value facts_of_all(const std::vector<WorkflowDefinition>& definitions) {
    ListBuilder list;
    for (const WorkflowDefinition& definition : definitions) list.push(facts_of(definition));
    return std::move(list).freeze();
}

Value facts_of_all(const std::vector<ActionDefinition>& definitions) {
    ListBuilder list;
    for (const ActionDefinition& definition : definitions) list.push(facts_of(definition));
    return std::move(list).freeze();
}

Value facts_of_all(const WorkbookDefinition& book) {
    return facts_of(book);
}

Value messages_of(const Diagnostics& found) {
    ListBuilder list;
    for (const Diagnostic& diagnostic : found.all()) {
        if (diagnostic.severity == Severity::error) {
            // As the first line of a refusal would say it.
            Diagnostics alone;
            alone.add(diagnostic);
            const Error error = alone.to_error();
            list.push(Value::dict({
                {"class", error.kind},
                {"message", error.message.substr(0, error.message.find('\n'))},
            }));
        }
    }
    return std::move(list).freeze();
}

template <class T>
Value verdict_of(DocumentKind kind, const std::string& text, const Result<T>& parsed) {
    if (parsed) {
        return Value::dict({{"accepted", true}, {"facts", facts_of_all(*parsed)}, {"message", ""}});
    }
    const std::string& message = parsed.error().message;
    return Value::dict({
        {"accepted", false},
        {"class", parsed.error().kind},
        {"message", message.substr(0, message.find('\n'))},
        {"findings", messages_of(diagnose(kind, text))},
    });
}

Value verdict(const Value& request) {
    const std::string text{request["text"].as_string()};
    if (request["kind"] == Value{"workbook"}) {
        return verdict_of(DocumentKind::workbook, text, parse_workbook(text));
    }
    if (request["kind"] == Value{"actions"}) {
        return verdict_of(DocumentKind::actions, text, parse_actions(text));
    }
    return verdict_of(DocumentKind::workflows, text, parse_workflows(text));
}

}  // namespace
}  // namespace wf::lang::testing

int main() {
    for (std::string line; std::getline(std::cin, line);) {
        const auto request = wf::parse_json(line);
        if (!request) {
            fmt::print(stderr, "{}\n", request.error().message);
            return 1;
        }
        fmt::print("{}\n", wf::to_json(wf::lang::testing::verdict(*request)));
    }
    return 0;
}
