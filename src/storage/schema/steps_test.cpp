#include "storage/rows/stored_definitions.hpp"
#include "storage/schema/steps.hpp"

#include <doctest/doctest.h>

namespace wf {
namespace {

TEST_CASE("revisions are written as three digits and read in any form") {
    CHECK(revision_text(0) == "<base>");
    CHECK(revision_text(1) == "001");
    CHECK(revision_text(1234) == "1234");
    CHECK(parse_revision("head") == schema_head());
    CHECK(parse_revision("heads") == schema_head());
    CHECK(parse_revision("base") == 0U);
    CHECK(parse_revision("001") == 1U);
    CHECK(parse_revision("1") == 1U);
    for (const char* text : {"", "0", "999", "x", "1x", "-1"}) {
        const auto refused = parse_revision(text);
        REQUIRE_FALSE(refused);
        CHECK(
            refused.error().message ==
            "Can't locate revision identified by '" + std::string{text} + "'"
        );
    }
}

/// The tables of the steps and the columns the adapters write are the same, in the same order.
template <class Row>
void check_table() {
    const std::string sql{schema_steps()[0].sqlite};
    const std::string head = "CREATE TABLE " + std::string{table_name<Row>} + " (";
    std::size_t at = sql.find(head);
    REQUIRE(at != std::string::npos);
    at += head.size();
    visit_columns(RowType<Row>{}, [&](StoredColumn column, auto /*member*/) {
        const std::string line = "\n    " + std::string{column.name} + " ";
        CHECK_MESSAGE(sql.compare(at, line.size(), line) == 0, head, line);
        at = sql.find('\n', at + 1);
    });
    CHECK(sql.compare(at, 2, "\n)") == 0);
}

TEST_CASE("the first step has every stored column in order") {
    check_table<WorkflowExecutionRow>();
    check_table<TaskExecutionRow>();
    check_table<ActionExecutionRow>();
    check_table<WorkflowDefinitionRow>();
    check_table<ActionDefinitionRow>();
    check_table<WorkbookRow>();
    check_table<EnvironmentRow>();
    check_table<CronTriggerRow>();
    check_table<EventTriggerRow>();
}

}  // namespace
}  // namespace wf
