#include "storage/memory/filter.hpp"

#include "storage/rows/messages.hpp"
#include "value/json.hpp"

#include <algorithm>

namespace wf::memory {
namespace {

bool is_json(ColumnKind kind) {
    return kind == ColumnKind::json || kind == ColumnKind::tags;
}

std::int64_t whole_second(std::int64_t ms) {
    return ms - ((ms % 1000) + 1000) % 1000;
}

bool compares_seconds(ColumnKind kind, FilterOp op) {
    return kind == ColumnKind::time && op != FilterOp::has;
}

Result<Value> text_value(std::string_view column, ColumnKind kind, const Value& value) {
    if (value.is_string()) return value;
    if (is_json(kind) && !value.is_null()) return Value{to_json(value)};
    return tl::unexpected(bad_filter_value(column, "a text"));
}

Result<Value> normalised_value(
    std::string_view column, ColumnKind kind, FilterOp op, const Value& value
) {
    if (kind == ColumnKind::boolean && op != FilterOp::has) {
        if (!value.is_bool()) return tl::unexpected(bad_filter_value(column, "true or false"));
        return Value{value.as_bool() ? 1 : 0};
    }
    if (kind == ColumnKind::integer && op != FilterOp::has) {
        if (value.kind() != Kind::integer)
            return tl::unexpected(bad_filter_value(column, "an integer"));
        return value;
    }
    WF_TRY(const Value text, text_value(column, kind, value));
    if (compares_seconds(kind, op)) {
        const auto at = parse_instant(text.as_string());
        if (!at) return tl::unexpected(bad_filter_value(column, "a time as YYYY-MM-DD HH:MM:SS"));
        return Value{whole_second(at->ms)};
    }
    if (kind == ColumnKind::id) {
        if (const auto id = parse_id(text.as_string())) return Value{to_text(*id)};
    }
    return text;
}

Value cell_for(const Value& cell, ColumnKind kind, FilterOp op) {
    if (compares_seconds(kind, op)) return Value{whole_second(cell.as_int())};
    if (kind == ColumnKind::time) return shown(kind, cell);
    return sort_key(cell, kind);
}

std::string plain_text(const Value& key) {
    return key.is_string() ? key.to_string() : to_json(key);
}

bool contains(const std::string& text, const Value& part) {
    return text.find(plain_text(part)) != std::string::npos;
}

bool holds_tags(const std::string& json, FilterOp op, std::span<const Value> wanted) {
    const auto found = [&](const Value& tag) { return contains(json, tag); };
    const bool is_negative = op == FilterOp::neq || op == FilterOp::nin;
    return is_negative ? std::ranges::none_of(wanted, found) : std::ranges::all_of(wanted, found);
}

}  // namespace

Result<std::vector<Value>> normalised(
    std::string_view column, ColumnKind kind, const Filter& filter
) {
    std::vector<Value> values;
    if (filter.op == FilterOp::is_null) return values;
    const bool is_list = filter.op == FilterOp::in || filter.op == FilterOp::nin;
    if (filter.values.empty() && !is_list)
        return tl::unexpected(bad_filter_value(column, "a value"));
    for (const Value& value : filter.values) {
        WF_TRY(Value normal, normalised_value(column, kind, filter.op, value));
        values.push_back(std::move(normal));
    }
    return values;
}

bool holds(const Value& cell, ColumnKind kind, FilterOp op, std::span<const Value> wanted) {
    if (op == FilterOp::is_null) return cell.is_null();
    if (wanted.empty()) return op == FilterOp::nin;
    if (cell.is_null()) return false;
    const Value key = cell_for(cell, kind, op);
    if (kind == ColumnKind::tags) return holds_tags(plain_text(key), op, wanted);
    const auto equal = [&](const Value& value) { return compare(key, value) == 0; };
    switch (op) {
    case FilterOp::eq: return equal(wanted[0]);
    case FilterOp::neq: return !equal(wanted[0]);
    case FilterOp::gt: return compare(key, wanted[0]) > 0;
    case FilterOp::gte: return compare(key, wanted[0]) >= 0;
    case FilterOp::lt: return compare(key, wanted[0]) < 0;
    case FilterOp::lte: return compare(key, wanted[0]) <= 0;
    case FilterOp::in: return std::ranges::any_of(wanted, equal);
    case FilterOp::nin: return std::ranges::none_of(wanted, equal);
    case FilterOp::has: return contains(plain_text(key), wanted[0]);
    case FilterOp::is_null: break;
    }
    return false;
}

Value sort_key(const Value& cell, ColumnKind kind) {
    if (cell.is_null()) return cell;
    if (is_json(kind)) return Value{to_json(cell)};
    if (kind == ColumnKind::boolean) return Value{cell.as_bool() ? 1 : 0};
    return cell;
}

std::strong_ordering compare(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return b.is_null() <=> a.is_null();
    if (a.is_string() && b.is_string()) return a.as_string() <=> b.as_string();
    if (a.is_string() || b.is_string()) return a.is_string() <=> b.is_string();
    return a.as_int() <=> b.as_int();
}

}  // namespace wf::memory
