#include "expr/yaql/refused.hpp"

#include <algorithm>

namespace wf::expr::yaql {
namespace {

// Kinds of constants as a set of bits.
enum Kinds : unsigned {
    none = 0,
    null = 1U << 0U,
    boolean = 1U << 1U,
    number = 1U << 2U,
    text = 1U << 3U,
    any = null | boolean | number | text,
};

struct OperatorRow {
    Token op;
    std::string_view name;
    unsigned left;
    unsigned right;
};

/// Operators that take not every constant, and which they take.
constexpr OperatorRow rows[] = {
    {Token::plus, "#operator_+", number | text, number | text},
    {Token::minus, "#operator_-", number, number},
    {Token::star, "#operator_*", boolean | number | text, boolean | number | text},
    {Token::slash, "#operator_/", number, number},
    {Token::op_mod, "#operator_mod", number, number},
    {Token::op_in, "#operator_in", any, text},
    {Token::match, "#operator_=~", text, text},
    {Token::not_match, "#operator_!~", text, text},
    {Token::arrow, "#operator_->", none, any},
};

unsigned kind_of(const Value& constant) {
    if (constant.is_null()) return null;
    if (constant.is_bool()) return boolean;
    return constant.is_string() ? text : number;
}

bool is_taken(const Node& operand, unsigned kinds) {
    const Value* constant = operand.constant();
    return constant == nullptr || (kind_of(*constant) & kinds) != 0;
}

}  // namespace

std::optional<std::string_view> refused_operator(Token op, const Node& left, const Node& right) {
    const auto* row = std::ranges::find(rows, op, &OperatorRow::op);
    if (row == std::end(rows)) return std::nullopt;
    if (is_taken(left, row->left) && is_taken(right, row->right)) return std::nullopt;
    return row->name;
}

}  // namespace wf::expr::yaql
