// Running a case: the language is chosen by the delimiters, a missing error message is not
// compared.
#include "expr/testing/data_file.hpp"

#include "expr/raw_expression.hpp"
#include "expr/testing/encode.hpp"
#include "expr/testing/fakes.hpp"
#include "value/json.hpp"

namespace wf::expr::testing {
namespace {

constexpr std::string_view marker = "----";
constexpr std::string_view with_data = "   with ";

Options options_of(const std::string& text) {
    Options options;
    if (text.empty()) return options;
    const Value given = parse_json(text).value();
    const auto flag = [&](std::string_view name, bool& target) {
        if (const Value* value = given.find(name)) target = value->as_bool();
    };
    flag("convertInputData", options.convert_input_data);
    flag("convertOutputData", options.convert_output_data);
    flag("convertTuplesToLists", options.convert_tuples_to_lists);
    flag("convertSetsToLists", options.convert_sets_to_lists);
    flag("iterableDicts", options.iterable_dicts);
    flag("yaqlAllowed", options.yaql_allowed);
    flag("jinjaAllowed", options.jinja_allowed);
    if (const Value* limit = given.find("limitIterators"))
        options.limit_iterators = limit->as_int();
    if (const Value* quota = given.find("memoryQuota")) options.memory_quota = quota->as_int();
    if (const Value* steps = given.find("stepsMax")) options.limits.steps_max = steps->as_int();
    if (const Value* bytes = given.find("memoryMax"))
        options.limits.memory_max = static_cast<std::size_t>(bytes->as_int());
    return options;
}

// "Kind message" of the inner error, or of the wrapped one if that is what the case names.
std::string shown_error(const Error& error, std::string_view expected) {
    const bool outer = expected.starts_with(error.kind) || error.notes.empty();
    if (outer) return "error " + error.kind + " " + error.message;
    const std::string& note = error.notes.front();
    const std::size_t colon = note.find(": ");
    return "error " + note.substr(0, colon) + " " + note.substr(colon + 2);
}

std::string_view without_trailing_blanks(std::string_view text) {
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

bool error_fits(std::string_view expected, std::string_view found) {
    found = without_trailing_blanks(found);
    if (expected.find(' ', sizeof("error")) == std::string_view::npos)
        return found == expected || found.starts_with(std::string{expected} + " ");
    return found == expected;
}

}  // namespace

std::vector<DataCase> read_cases(std::string_view content) {
    std::vector<DataCase> cases;
    std::string options;
    std::string text;
    int line_number = 0;
    while (!content.empty()) {
        const std::size_t end = content.find('\n');
        const std::string_view line = content.substr(0, end);
        content = end == std::string_view::npos ? std::string_view{} : content.substr(end + 1);
        ++line_number;
        if (text.empty() && (line.empty() || line.starts_with('#'))) continue;
        if (line.starts_with("@options")) {
            options = line.substr(sizeof("@options"));
        } else if (line.starts_with(marker)) {
            const std::size_t split = text.rfind(with_data);
            const std::string data =
                split == std::string::npos ? "" : text.substr(split + with_data.size());
            cases.push_back(
                {line_number,
                 text.substr(0, split),
                 data,
                 options,
                 std::string{line.substr(marker.size() + 1)}}
            );
            text.clear();
        } else {
            if (!text.empty()) text += '\n';
            text += line;
        }
    }
    return cases;
}

std::string check(const DataCase& data_case) {
    const Options options = options_of(data_case.options);
    FakeExecutions executions;
    FixedRandom random;
    Scope scope;
    if (!data_case.data.empty()) {
        Result<Value> data = parse_json(data_case.data);
        if (!data) return "malformed data: " + data.error().message;
        scope.data = *std::move(data);
    }
    scope.executions = &executions;
    scope.random = &random;
    scope.now = Instant{1'600'000'000'000};
    scope.options = &options;
    const std::optional<Language> language = detect_language(data_case.text);
    const Result<Value> result = language ? evaluate_text(*language, data_case.text, scope)
                                          : Result<Value>(Value(data_case.text));
    const std::string_view expected = data_case.expected;
    if (!result) {
        const std::string found =
            shown_error(result.error(), expected.substr(std::min<std::size_t>(6, expected.size())));
        return error_fits(expected, found) ? "" : found;
    }
    std::string found = encoded(*result);
    if (expected.starts_with("error ")) return found;
    const Result<Value> wanted = parse_json(expected);
    if (!wanted) return "malformed expectation: " + wanted.error().message;
    return encoded(*wanted) == found ? "" : found;
}

}  // namespace wf::expr::testing
