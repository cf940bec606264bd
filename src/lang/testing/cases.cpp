#include "lang/testing/cases.hpp"

#include "lang/testing/facts.hpp"
#include "value/json.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace wf::lang::testing {
namespace {

// Lines of a task's body below a workflow with a second task "b", or of a workflow's body.
std::string document_of(const std::string& kind, const std::string& text) {
    if (kind != "task" && kind != "flow") return text;
    std::string out = "version: '2.0'\nw:\n";
    if (kind == "task") out += "  tasks:\n    b: {action: std.noop}\n    a:\n";
    const std::string indent(kind == "task" ? 6 : 2, ' ');
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) out += indent + line + "\n";
    return out;
}

struct Outcome {
    std::string message;  // empty: accepted
    Value facts;
    Diagnostics found;
};

template <class T>
Value facts_of_all(const std::vector<T>& definitions) {
    ListBuilder list;
    for (const T& definition : definitions) list.push(facts_of(definition));
    return std::move(list).freeze();
}

// Facts of the only workflow, or of all items as a list.
Value facts_of_any(const std::vector<WorkflowDefinition>& definitions) {
    return definitions.size() == 1 ? facts_of(definitions[0]) : facts_of_all(definitions);
}

Value facts_of_any(const std::vector<ActionDefinition>& definitions) {
    return definitions.size() == 1 ? facts_of(definitions[0]) : facts_of_all(definitions);
}

Value facts_of_any(const WorkbookDefinition& book) {
    return facts_of(book);
}

template <class T>
void fill(Outcome& outcome, const Result<T>& result) {
    if (result) {
        outcome.facts = facts_of_any(*result);
    } else {
        outcome.message = result.error().message;
    }
}

Outcome run(const Case& test, const std::string& text) {
    Outcome outcome;
    ParseOptions options;
    options.validate = test.validate;
    if (test.kind == "workbook") {
        fill(outcome, parse_workbook(text, options));
        outcome.found = diagnose(DocumentKind::workbook, text, options);
    } else if (test.kind == "actions") {
        fill(outcome, parse_actions(text, options));
        outcome.found = diagnose(DocumentKind::actions, text, options);
    } else {
        fill(outcome, parse_workflows(text, options));
        outcome.found = diagnose(DocumentKind::workflows, text, options);
    }
    return outcome;
}

// "PATH = JSON"; a path below "tasks" is meant inside the program.
std::string check_fact(const std::string& expectation, const Value& facts) {
    const std::size_t equals = expectation.find(" = ");
    const std::string path = expectation.substr(0, equals);
    const auto expected = parse_json(expectation.substr(equals + 3));
    if (!expected) return expectation + ": " + expected.error().message;
    const Value& program = facts["program"];
    const bool inside = program.is_dict() && !facts.contains(path.substr(0, path.find('.')));
    const Value actual = fact_at(inside ? program : facts, path);
    if (identical(actual, *expected)) return {};
    return path + " is " + to_json(actual) + ", not " + to_json(*expected);
}

std::string check_refusal(const std::string& expectation, const Outcome& outcome) {
    const std::string first = outcome.message.substr(0, outcome.message.find('\n'));
    const std::string part = expectation.substr(std::min<std::size_t>(2, expectation.size()));
    if (expectation.starts_with("= ")) return first == part ? "" : "first line is: " + first;
    if (expectation.starts_with("~ ")) {
        return first.find(part) != std::string::npos ? "" : "first line is: " + first;
    }
    return {};
}

// A finding's line as to_line() prints it.
std::string check_finding(const std::string& expectation, const Outcome& outcome) {
    for (const Diagnostic& diagnostic : outcome.found.all()) {
        if (to_line(diagnostic).starts_with(expectation)) return {};
    }
    std::string all = "no finding '" + expectation + "', but:";
    for (const Diagnostic& diagnostic : outcome.found.all()) all += "\n  " + to_line(diagnostic);
    return all;
}

std::string check_count(const std::string& expectation, const Outcome& outcome) {
    const std::string count = "findings = " + std::to_string(outcome.found.all().size());
    return count == expectation ? "" : "the outcome has " + count;
}

std::string check(const std::string& expectation, const Outcome& outcome) {
    if (expectation.starts_with("findings = ")) return check_count(expectation, outcome);
    if (expectation.starts_with("= ") || expectation.starts_with("~ ")) {
        return check_refusal(expectation, outcome);
    }
    // "3:7: error: …"
    const std::size_t digits = expectation.find_first_not_of("0123456789");
    if (digits > 0 && digits < expectation.size() && expectation[digits] == ':') {
        return check_finding(expectation, outcome);
    }
    return check_fact(expectation, outcome.facts);
}

enum class Section : std::uint8_t { head, text, expectations };

void add_head(Case& made, const std::string& line) {
    if (line.starts_with("kind: ")) {
        made.kind = line.substr(6);
    } else if (line == "validate: no") {
        made.validate = false;
    } else if (made.name.empty()) {
        made.name = line;
    }
}

}  // namespace

std::filesystem::path data_folder() {
    // src/lang/testing/cases.cpp
    return std::filesystem::path{__FILE__}.parent_path() / ".." / ".." / ".." / "tests" / "lang";
}

std::string content_of(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    std::ostringstream content;
    content << stream.rdbuf();
    return content.str();
}

std::vector<Case> read_cases(const std::string& content) {
    std::vector<Case> cases;
    Case made;
    Section section = Section::head;
    std::istringstream lines{content};
    std::size_t number = 0;
    const auto finish = [&] {
        if (!made.name.empty()) cases.push_back(std::move(made));
        made = Case{};
        section = Section::head;
    };
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line == "====") {
            finish();
        } else if (line == "----" && section == Section::head) {
            section = Section::text;
            made.texts.emplace_back();
        } else if (line == "---- accepted" || line == "---- refused") {
            section = Section::expectations;
            made.accepted = line == "---- accepted";
        } else if (section == Section::head) {
            if (line.empty() || line[0] == '#') continue;
            if (made.name.empty()) made.line = number;
            add_head(made, line);
        } else if (section == Section::text && line == "--") {
            made.texts.emplace_back();
        } else if (section == Section::text) {
            made.texts.back() += line + "\n";
        } else if (!line.empty() && line[0] != '#') {
            made.expectations.push_back(line);
        }
    }
    finish();
    return cases;
}

std::vector<std::string> failures_of(const Case& test) {
    std::vector<std::string> failures;
    for (const std::string& text : test.texts) {
        const std::string document = document_of(test.kind, text);
        const Outcome outcome = run(test, document);
        const bool accepted = outcome.message.empty();
        if (accepted != test.accepted) {
            failures.push_back(
                (accepted ? "accepted:\n" : "refused: " + outcome.message + "\n") + document
            );
            continue;
        }
        for (const std::string& expectation : test.expectations) {
            const std::string wrong = check(expectation, outcome);
            if (!wrong.empty()) failures.push_back(wrong + "\nin\n" + document);
        }
    }
    return failures;
}

}  // namespace wf::lang::testing
