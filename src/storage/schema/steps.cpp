#include "storage/schema/steps.hpp"

#include "storage/schema/step_001.hpp"

#include <charconv>

namespace wf {
namespace {

constexpr SchemaStep steps[] = {
    {1,
     "executions, definitions, environments, triggers, notifications, shards",
     step_001_sqlite,
     ""},
};

constexpr bool numbered_without_gaps() {
    std::uint32_t expected = 1;
    for (const SchemaStep& step : steps) {
        if (step.number != expected++) return false;
    }
    return true;
}

static_assert(numbered_without_gaps());

}  // namespace

std::span<const SchemaStep> schema_steps() {
    return steps;
}

std::uint32_t schema_head() {
    return static_cast<std::uint32_t>(std::size(steps));
}

std::string_view sql_of(const SchemaStep& step, SqlDialect dialect) {
    return dialect == SqlDialect::sqlite ? step.sqlite : step.postgresql;
}

std::string record_revision_sql(std::uint32_t number) {
    return "CREATE TABLE IF NOT EXISTS schema_revision (number INTEGER NOT NULL);\n"
           "DELETE FROM schema_revision;\n"
           "INSERT INTO schema_revision (number) VALUES (" +
           std::to_string(number) + ");\n";
}

std::string revision_text(std::uint32_t number) {
    if (number == 0) return "<base>";
    std::string digits = std::to_string(number);
    return digits.size() < 3 ? std::string(3 - digits.size(), '0') + digits : digits;
}

Result<std::uint32_t> parse_revision(std::string_view text) {
    if (text == "head" || text == "heads") return schema_head();
    if (text == "base") return 0U;
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number = error == std::errc{} && end == text.data() + text.size();
    if (is_number && number >= 1 && number <= schema_head()) return number;
    return fail(
        ErrorCode::invalid_argument,
        "Can't locate revision identified by '" + std::string{text} + "'"
    );
}

}  // namespace wf
