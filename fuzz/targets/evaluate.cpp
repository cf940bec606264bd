// Evaluation within small limits. The input is a text, then a line "----", then JSON data; without
// that line the data is a fixed one. For eval_line it is a whole request.
#include "expr/evaluator/answer.hpp"
#include "expr/expression.hpp"
#include "expr/raw_expression.hpp"
#include "target.hpp"
#include "value/json.hpp"
#include "value/utf8.hpp"

#include <string>

namespace fuzz {

namespace {

using namespace wf::expr;
using wf::Value;

constexpr std::string_view separator = "\n----\n";
constexpr std::string_view usual_data =
    R"({"n": 7, "f": 2.5, "s": "héllo wörld", "b": true, "nothing": null,
        "list": [3, 1, 2, 3], "texts": ["a", "b", "A"], "mixed": [1, "a", null, 2.5, [1], {"k": 1}],
        "rows": [{"id": 1, "name": "x", "tags": ["p", "q"]}, {"id": 2, "name": "y", "tags": []}],
        "dict": {"a": 1, "b": {"c": [1, 2]}}, "big": 123456789012345678901234567890,
        "__env": {"e": 1}, "__execution": {"id": "x"}, "__task_execution": {"id": "t", "name": "n"}})";

class Counting final : public RandomSource {
public:
    std::uint64_t next() override { return state_ += 0x9e3779b97f4a7c15U; }

private:
    std::uint64_t state_ = 1;
};

struct Input {
    std::string_view text;
    Value data;
};

bool read(std::string_view bytes, Input& input) {
    const std::size_t at = bytes.find(separator);
    input.text = bytes.substr(0, at);
    // Definitions are UTF-8; what is not never gets this far.
    if (!wf::utf8::is_valid(input.text)) return false;
    const bool has_data = at != std::string_view::npos;
    auto data = wf::parse_json(has_data ? bytes.substr(at + separator.size()) : usual_data);
    if (!data) return false;
    input.data = *std::move(data);
    return true;
}

// Evaluates by both doors and checks what comes out.
void check_outcome(Language language, const Input& input, const Options& options) {
    Counting random;
    Scope scope;
    scope.data = input.data;
    scope.random = &random;
    scope.now = wf::Instant{1'600'000'000'000};
    scope.options = &options;
    const auto result = evaluate_raw(language, input.text, scope);
    if (result) (void)wf::to_plain_json(*result);
    const std::string source = language == Language::yaql ? "<% " + std::string{input.text} + " %>"
                                                          : std::string{input.text};
    const auto made = Template::compile(Value{source});
    if (!made) return;
    const auto stored = made->evaluate(scope);
    if (!stored) return;
    // What leaves an evaluation has to survive storage.
    const auto again = wf::parse_json(wf::to_json(*stored));
    require(again.has_value(), "a result cannot be read back");
    require(wf::identical(*again, *stored), "a result changes when it is stored");
}

Options small_options() {
    Options options;
    options.limits = {
        .steps_max = 100'000,
        .memory_max = 8U << 20U,
        .depth_max = 250,
        .time_max = wf::Millis{2'000}};
    return options;
}

void evaluate(Language language, std::string_view bytes) {
    Input input;
    if (!read(bytes, input)) return;
    Options options = small_options();
    check_outcome(language, input, options);
    options.limit_iterators = 20;
    options.memory_quota = 2'000;
    options.convert_tuples_to_lists = false;
    options.convert_sets_to_lists = true;
    options.iterable_dicts = true;
    check_outcome(language, input, options);
}

}  // namespace

void yaql_evaluate(std::string_view input) {
    evaluate(Language::yaql, input);
}

void jinja_evaluate(std::string_view input) {
    evaluate(Language::jinja, input);
}

// Whatever the line is, there is one line of JSON that answers it.
void eval_line(std::string_view line) {
    Counting random;
    const std::string text = answer_line(
        line, {.random = random, .now = wf::Instant{1'600'000'000'000}, .options = small_options()}
    );
    require(text.find('\n') == std::string::npos, "an answer has several lines");
    const auto answer = wf::parse_json(text, {.depth_max = 1000});
    require(answer.has_value(), "an answer is not JSON");
    require(answer->contains("id"), "an answer has no id");
    require(
        answer->contains("result") != answer->contains("error"),
        "an answer has a result or an error"
    );
    if (!answer->contains("error")) return;
    const Value& error = (*answer)["error"];
    require(error["type"].is_string() && error["type"] != Value{""}, "an error has no type");
    require(error["message"].is_string(), "an error has no message");
}

}  // namespace fuzz
