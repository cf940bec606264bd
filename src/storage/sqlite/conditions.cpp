#include "storage/sqlite/conditions.hpp"

#include "storage/rows/messages.hpp"
#include "value/json.hpp"

#include <algorithm>

namespace wf::sqlite {
namespace {

struct Comparison {
    FilterOp op;
    std::string_view sql;
};

constexpr Comparison comparisons[] = {
    {FilterOp::eq, " = ?"},
    {FilterOp::neq, " <> ?"},
    {FilterOp::gt, " > ?"},
    {FilterOp::gte, " >= ?"},
    {FilterOp::lt, " < ?"},
    {FilterOp::lte, " <= ?"},
};

// The condition of the partial index on states, without which the planner does not see that it
// applies.
constexpr std::string_view not_success = " <> 5";
constexpr auto success = static_cast<std::int64_t>(State::success);
static_assert(success == 5, "the schema's partial index and the condition above name the number");

bool is_equality(FilterOp op) {
    return op == FilterOp::eq || op == FilterOp::neq || op == FilterOp::in || op == FilterOp::nin;
}

bool is_list(FilterOp op) {
    return op == FilterOp::in || op == FilterOp::nin;
}

/// Collects one condition. Columns of the kinds state, task_type and id are stored as numbers and
/// bytes: equality compares these, so that indexes serve; every other operator compares what users
/// see.
class Condition {
public:
    Condition(std::string& sql, std::vector<Param>& params, const SqlColumn& column)
        : sql_(sql), params_(params), column_(column) {}

    Result<void> append(const Filter& filter);

private:
    Result<void> append_simple(const Filter& filter, const std::string& expression);
    Result<void> append_tags(const Filter& filter);
    Result<void> append_time(const Filter& filter);
    void append_second(FilterOp op, std::int64_t second_ms);
    Result<Param> param_of(const Value& value, FilterOp op) const;
    Result<std::string> text_of(const Value& value) const;

    std::string& sql_;
    std::vector<Param>& params_;
    const SqlColumn& column_;
};

Result<std::string> Condition::text_of(const Value& value) const {
    if (value.is_string()) return value.to_string();
    const bool is_json = column_.kind == ColumnKind::json || column_.kind == ColumnKind::tags;
    if (is_json && !value.is_null()) return to_json(value);
    return tl::unexpected(bad_filter_value(column_.name, "a text"));
}

Result<Param> Condition::param_of(const Value& value, FilterOp op) const {
    if (column_.kind == ColumnKind::boolean) {
        if (!value.is_bool())
            return tl::unexpected(bad_filter_value(column_.name, "true or false"));
        return Param{std::int64_t{value.as_bool() ? 1 : 0}};
    }
    if (column_.kind == ColumnKind::integer) {
        if (value.kind() != Kind::integer)
            return tl::unexpected(bad_filter_value(column_.name, "an integer"));
        return Param{value.as_int()};
    }
    WF_TRY(std::string text, text_of(value));
    if (!is_equality(op)) return Param{std::move(text)};
    // What names no state, type or id equals nothing: -1 and no bytes are never stored.
    if (column_.kind == ColumnKind::state) {
        const auto state = parse_state(text);
        return Param{state ? static_cast<std::int64_t>(*state) : -1};
    }
    if (column_.kind == ColumnKind::task_type) {
        for (const TaskType type : {TaskType::action, TaskType::workflow}) {
            if (name_of(type) == text) return Param{static_cast<std::int64_t>(type)};
        }
        return Param{std::int64_t{-1}};
    }
    if (column_.kind == ColumnKind::id) {
        const auto id = parse_id(text);
        if (!id) return Param{Blob{}};
        return Param{Blob{std::string(id->bytes.begin(), id->bytes.end())}};
    }
    return Param{std::move(text)};
}

Result<void> Condition::append_simple(const Filter& filter, const std::string& expression) {
    if (filter.op == FilterOp::has) {
        // instr, not LIKE: it has no wildcards to escape and tells capital letters apart.
        WF_TRY(std::string text, text_of(filter.values.front()));
        params_.emplace_back(std::move(text));
        sql_ += "instr(" + expression + ", ?) > 0";
        return {};
    }
    if (is_list(filter.op)) {
        sql_ += expression + (filter.op == FilterOp::in ? " IN (" : " NOT IN (");
        for (std::size_t i = 0; i < filter.values.size(); ++i) {
            WF_TRY(Param param, param_of(filter.values[i], filter.op));
            params_.push_back(std::move(param));
            sql_ += i == 0 ? "?" : ", ?";
        }
        sql_ += ")";
        return {};
    }
    WF_TRY(Param param, param_of(filter.values.front(), filter.op));
    sql_ += expression;
    sql_ += std::ranges::find(comparisons, filter.op, &Comparison::op)->sql;
    const bool is_state = column_.kind == ColumnKind::state && filter.op == FilterOp::eq;
    if (is_state && param != Param{success})
        sql_.append(" AND ").append(expression).append(not_success);
    params_.push_back(std::move(param));
    return {};
}

/// The stored list of tags contains every value (eq, in, has) or none of them (neq, nin).
Result<void> Condition::append_tags(const Filter& filter) {
    const bool wanted = filter.op != FilterOp::neq && filter.op != FilterOp::nin;
    for (std::size_t i = 0; i < filter.values.size(); ++i) {
        WF_TRY(std::string text, text_of(filter.values[i]));
        params_.emplace_back(std::move(text));
        sql_ += i == 0 ? "instr(" : " AND instr(";
        sql_ += column_.expression + (wanted ? ", ?) > 0" : ", ?) = 0");
    }
    return {};
}

/// Users see whole seconds, so a second is a range of milliseconds.
void Condition::append_second(FilterOp op, std::int64_t second_ms) {
    const std::string& at = column_.expression;
    const auto add = [&](std::string_view sql, std::int64_t ms) {
        sql_ += at;
        sql_ += sql;
        params_.emplace_back(ms);
    };
    const std::int64_t next_ms = second_ms + 1000;
    switch (op) {
    case FilterOp::gt: return add(" >= ?", next_ms);
    case FilterOp::gte: return add(" >= ?", second_ms);
    case FilterOp::lt: return add(" < ?", second_ms);
    case FilterOp::lte: return add(" < ?", next_ms);
    case FilterOp::neq:
    case FilterOp::nin:
        sql_ += "(";
        add(" < ?", second_ms);
        sql_ += " OR ";
        add(" >= ?", next_ms);
        sql_ += ")";
        return;
    case FilterOp::eq:
    case FilterOp::in:
    case FilterOp::has:
    case FilterOp::is_null:
        sql_ += "(";
        add(" >= ?", second_ms);
        sql_ += " AND ";
        add(" < ?", next_ms);
        sql_ += ")";
        return;
    }
}

Result<void> Condition::append_time(const Filter& filter) {
    sql_ += "(";
    for (std::size_t i = 0; i < filter.values.size(); ++i) {
        WF_TRY(const std::string text, text_of(filter.values[i]));
        const auto at = parse_instant(text);
        if (!at)
            return tl::unexpected(bad_filter_value(column_.name, "a time as YYYY-MM-DD HH:MM:SS"));
        if (i > 0) sql_ += filter.op == FilterOp::nin ? " AND " : " OR ";
        const std::int64_t into_second = ((at->ms % 1000) + 1000) % 1000;
        append_second(filter.op, at->ms - into_second);
    }
    sql_ += ")";
    return {};
}

Result<void> Condition::append(const Filter& filter) {
    if (filter.op == FilterOp::is_null) {
        sql_ += column_.expression + " IS NULL";
        return {};
    }
    if (filter.values.empty()) {
        // No value is in an empty list.
        sql_ += filter.op == FilterOp::nin ? "1" : "0";
        if (!is_list(filter.op)) return tl::unexpected(bad_filter_value(column_.name, "a value"));
        return {};
    }
    if (column_.kind == ColumnKind::tags) return append_tags(filter);
    if (column_.kind == ColumnKind::time && filter.op != FilterOp::has) return append_time(filter);
    return append_simple(
        filter, is_equality(filter.op) ? column_.expression : shown_expression(column_)
    );
}

template <class Range, class Name>
std::string case_of(const std::string& expression, const Range& values, Name name) {
    std::string sql = "CASE " + expression;
    for (const auto value : values) {
        sql += " WHEN " + std::to_string(static_cast<int>(value)) + " THEN '";
        sql += name(value);
        sql += "'";
    }
    return sql + " END";
}

std::vector<int> numbers_below(std::size_t count) {
    std::vector<int> numbers;
    for (std::size_t i = 0; i < count; ++i) numbers.push_back(static_cast<int>(i));
    return numbers;
}

std::string id_text(const std::string& expression) {
    struct Part {
        int from, length;
    };

    std::string sql;
    for (const Part part : {Part{1, 8}, Part{9, 4}, Part{13, 4}, Part{17, 4}, Part{21, 12}}) {
        sql += sql.empty() ? "" : " || '-' || ";
        sql += "substr(lower(hex(" + expression + ")), " + std::to_string(part.from) + ", " +
               std::to_string(part.length) + ")";
    }
    return "CASE WHEN " + expression + " IS NOT NULL THEN " + sql + " END";
}

}  // namespace

std::string shown_expression(const SqlColumn& column) {
    switch (column.kind) {
    case ColumnKind::state:
        return case_of(column.expression, numbers_below(state_names.size()), [](int number) {
            return name_of(static_cast<State>(number));
        });
    case ColumnKind::task_type:
        return case_of(column.expression, numbers_below(2), [](int number) {
            return name_of(static_cast<TaskType>(number));
        });
    case ColumnKind::id: return id_text(column.expression);
    case ColumnKind::time:
        return "strftime('%Y-%m-%d %H:%M:%S', " + column.expression + " / 1000, 'unixepoch')";
    case ColumnKind::text:
    case ColumnKind::boolean:
    case ColumnKind::integer:
    case ColumnKind::json:
    case ColumnKind::tags: return column.expression;
    }
    return column.expression;
}

Result<void> append_filter(
    std::string& sql, std::vector<Param>& params, const SqlColumn& column, const Filter& filter
) {
    return Condition{sql, params, column}.append(filter);
}

std::optional<Id> tree_of(const SqlColumn& column, const Filter& filter) {
    if (!column.in_tree || filter.op != FilterOp::eq || filter.values.size() != 1) return {};
    const Value& value = filter.values.front();
    if (!value.is_string()) return {};
    return parse_id(value.as_string());
}

void bind_param(Statement& to, int at, const Param& param) {
    if (const auto* number = std::get_if<std::int64_t>(&param)) return to.bind(at, *number);
    if (const auto* text = std::get_if<std::string>(&param)) return to.bind_text(at, *text);
    if (const auto* blob = std::get_if<Blob>(&param))
        return to.bind_blob(at, blob->bytes.data(), blob->bytes.size());
    to.bind_null(at);
}

Param read_param(const Statement& from, int at) {
    switch (sqlite3_column_type(from.handle(), at)) {
    case SQLITE_INTEGER: return from.integer(at);
    case SQLITE_TEXT: return std::string{from.text(at)};
    case SQLITE_BLOB: return Blob{std::string{from.blob(at)}};
    default: return std::monostate{};
    }
}

template <class Row>
Result<SqlColumn> resolve(std::string_view name) {
    const Column<Row>* column = find_column<Row>(name);
    if (column == nullptr) return tl::unexpected(unknown_column(table_name<Row>, name));
    SqlColumn resolved{column->name, column->kind, column->nullable, false, false, {}};
    const Source& source = source_of<Row>();
    const auto* special = std::ranges::find(source.columns, name, &ColumnSource::name).base();
    if (special != source.columns.data() + source.columns.size()) {
        resolved.expression = special->expression;
        resolved.joined = special->joined;
    } else {
        resolved.expression = "t." + std::string{name};
    }
    resolved.in_tree = std::ranges::find(source.tree_columns, name) != source.tree_columns.end();
    return resolved;
}

template Result<SqlColumn> resolve<WorkflowExecutionRow>(std::string_view name);
template Result<SqlColumn> resolve<TaskExecutionRow>(std::string_view name);
template Result<SqlColumn> resolve<ActionExecutionRow>(std::string_view name);
template Result<SqlColumn> resolve<WorkflowDefinitionRow>(std::string_view name);
template Result<SqlColumn> resolve<ActionDefinitionRow>(std::string_view name);
template Result<SqlColumn> resolve<WorkbookRow>(std::string_view name);
template Result<SqlColumn> resolve<EnvironmentRow>(std::string_view name);
template Result<SqlColumn> resolve<CronTriggerRow>(std::string_view name);
template Result<SqlColumn> resolve<EventTriggerRow>(std::string_view name);

}  // namespace wf::sqlite
