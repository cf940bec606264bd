#include "app/cases/mock.hpp"

#include "app/cases/keys.hpp"
#include "app/cases/span_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wf::cases {
namespace {

constexpr std::string_view outcome_keys[] = {"returns", "fails", "cancelled"};
constexpr std::string_view result_keys[] = {"returns", "fails", "cancelled", "after"};

void read_value(
    const MarkedYaml* node, ActionResult::Outcome outcome, MockResult& result, Problems& problems
) {
    if (node == nullptr) return;
    result.outcome = outcome;
    Result<expr::Template> value = expr::Template::compile(node->value);
    if (!value) return problems.push_back(problem_at(node->mark, value.error().message));
    result.value = *std::move(value);
}

void read_result(const MarkedYaml& node, Mock& mock, Problems& problems) {
    if (!node.is_mapping()) {
        problems.push_back(
            problem_at(node.mark, "a result is a mapping, as {returns: VALUE} or {fails: TEXT}")
        );
        return;
    }
    check_keys(node, result_keys, fmt::format("mock '{}'", mock.name), problems);
    const auto given = std::ranges::count_if(outcome_keys, [&](std::string_view key) {
        return node.find(key) != nullptr;
    });
    if (given != 1) {
        problems.push_back(
            problem_at(node.mark, "give exactly one of `returns`, `fails` and `cancelled`")
        );
        return;
    }
    MockResult result;
    read_value(node.find("returns"), ActionResult::Outcome::success, result, problems);
    read_value(node.find("fails"), ActionResult::Outcome::error, result, problems);
    if (const MarkedYaml* span = node.find("after")) {
        const auto time = read_span(span->value);
        if (!time) problems.push_back(problem_at(span->mark, time.error()));
        result.after = time.value_or(Millis{0});
    }
    mock.results.push_back(std::move(result));
}

void read_mock(const MarkedYaml& node, Mock& mock, Problems& problems) {
    const MarkedYaml* sequence = node.is_list() ? &node : node.find("sequence");
    if (sequence == nullptr) return read_result(node, mock, problems);
    if (!sequence->is_list() || sequence->children.empty()) {
        problems.push_back(
            problem_at(sequence->mark, "`sequence` is a list of results, one for each call")
        );
        return;
    }
    if (node.is_mapping() && node.children.size() > 1)
        problems.push_back(problem_at(node.mark, "`sequence` stands alone"));
    for (const MarkedYaml& each : sequence->children) read_result(each, mock, problems);
}

}  // namespace

ActionResult MockResult::answer_to(const expr::Scope& scope) const {
    Result<Value> made = value.evaluate(scope);
    if (!made) return ActionResult::error("mock: " + made.error().message);
    return {outcome, *std::move(made)};
}

std::vector<Mock> read_mocks(const MarkedYaml& node, Problems& problems) {
    std::vector<Mock> mocks;
    if (!node.is_mapping()) {
        problems.push_back(problem_at(node.mark, "`mock` maps names of tasks or actions to results")
        );
        return mocks;
    }
    for (const MarkedYaml& member : node.children) {
        Mock mock{key_text(member), member.key_mark, {}};
        read_mock(member, mock, problems);
        mocks.push_back(std::move(mock));
    }
    return mocks;
}

const MockResult* MockPlayer::next(std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        const auto it = std::ranges::find(mocks_, name, &Mock::name);
        if (it == mocks_.end() || it->results.empty()) continue;
        std::size_t& calls = calls_[static_cast<std::size_t>(it - mocks_.begin())];
        const std::size_t turn = std::min(calls++, it->results.size() - 1);
        return &it->results[turn];
    }
    return nullptr;
}

std::vector<const Mock*> MockPlayer::unused() const {
    std::vector<const Mock*> found;
    for (std::size_t i = 0; i < mocks_.size(); ++i) {
        if (calls_[i] == 0) found.push_back(&mocks_[i]);
    }
    return found;
}

}  // namespace wf::cases
