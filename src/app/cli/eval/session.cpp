#include "app/cli/eval/session.hpp"

#include "app/cli/arguments.hpp"
#include "app/cli/commands/common.hpp"
#include "app/cli/eval/hints.hpp"
#include "app/cli/eval/report.hpp"
#include "expr/evaluator/explain.hpp"
#include "value/json.hpp"

#include <fmt/format.h>

namespace wf::cli {

Session::Reply Session::evaluate(std::string_view typed) {
    expr::Scope scope;
    scope.data = data_;
    scope.random = &random_;
    scope.now = clock_now();
    const expr::Language language = language_.value_or(expr::guess_language(typed));
    const auto result = expr::explain(typed, language, scope);
    if (!result)
        return {false, report_text(typed, result.error(), hint_for(result.error(), data_))};
    last_ = *result;
    if (last_.is_string()) return {true, last_.to_string() + "\n"};
    return {true, to_json(last_, JsonStyle::indented) + "\n"};
}

Result<void> Session::set_environment(Value environment) {
    if (!data_.is_null() && !data_.is_dict())
        return fail(ErrorCode::invalid_argument, "an environment needs data that is a map");
    data_ = with_member(data_, "__env", std::move(environment));
    return {};
}

Result<std::optional<expr::Language>> language_named(std::string_view name) {
    if (name == "auto") return std::nullopt;
    if (name == "yaql") return expr::Language::yaql;
    if (name == "jinja") return expr::Language::jinja;
    return usage_error(fmt::format("language '{}': there are yaql, jinja and auto", name));
}

}  // namespace wf::cli
