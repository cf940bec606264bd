// Operators, by precedence.
#include "expr/jinja/syntax/parser.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

struct BinaryRow {
    Token token;
    int level;  ///< higher binds tighter
    BinaryOperator op;
};

constexpr int level_or = 0;
constexpr int level_and = 1;
constexpr int level_compare = 2;
constexpr int level_sum = 3;
constexpr int level_join = 4;
constexpr int level_product = 5;

constexpr BinaryRow binary_table[] = {
    {Token::add, level_sum, BinaryOperator::add},
    {Token::sub, level_sum, BinaryOperator::subtract},
    {Token::mul, level_product, BinaryOperator::multiply},
    {Token::div, level_product, BinaryOperator::divide},
    {Token::floordiv, level_product, BinaryOperator::floor_divide},
    {Token::mod, level_product, BinaryOperator::modulo},
};

struct CompareRow {
    Token token;
    CompareOperator op;
};

constexpr CompareRow compare_table[] = {
    {Token::eq, CompareOperator::equal},
    {Token::ne, CompareOperator::not_equal},
    {Token::lt, CompareOperator::less},
    {Token::le, CompareOperator::less_equal},
    {Token::gt, CompareOperator::greater},
    {Token::ge, CompareOperator::greater_equal},
};

}  // namespace

ExprPtr Parser::parse_expression() {
    const Nest nest{*this};
    ExprPtr value = parse_binary(level_or);
    while (take_name_if("if")) {
        ExprPtr condition = parse_binary(level_or);
        ExprPtr otherwise = take_name_if("else") ? parse_expression() : nullptr;
        const std::uint32_t below = std::max({height(value), height(condition), height(otherwise)});
        value = sized(
            below,
            std::make_unique<ConditionalExpr>(
                std::move(condition), std::move(value), std::move(otherwise)
            )
        );
    }
    return value;
}

ExprPtr Parser::parse_binary(int level) {
    if (level == level_compare) return parse_not();
    if (level == level_join) return parse_concat();
    if (level > level_product) return parse_power();
    ExprPtr left = parse_binary(level + 1);
    for (;;) {
        const auto below = [&](const ExprPtr& right) {
            return std::max(height(left), height(right));
        };
        if (level <= level_and) {
            if (!take_name_if(level == level_or ? "or" : "and")) return left;
            ExprPtr right = parse_binary(level + 1);
            const auto kind = level == level_or ? LogicExpr::Kind::either : LogicExpr::Kind::both;
            const std::uint32_t size = below(right);
            left =
                sized(size, std::make_unique<LogicExpr>(kind, std::move(left), std::move(right)));
            continue;
        }
        const auto* row = std::ranges::find_if(binary_table, [&](const BinaryRow& candidate) {
            return candidate.level == level && is(candidate.token);
        });
        if (row == std::end(binary_table)) return left;
        const std::uint32_t at = place();
        take();
        ExprPtr right = parse_binary(level + 1);
        const std::uint32_t size = below(right);
        auto made = std::make_unique<BinaryExpr>(row->op, std::move(left), std::move(right));
        left = placed(at, sized(size, std::move(made)));
    }
}

ExprPtr Parser::parse_not() {
    if (!is_name("not")) return parse_comparison();
    const Nest nest{*this};
    take();
    ExprPtr operand = parse_not();
    const std::uint32_t below = height(operand);
    return sized(below, std::make_unique<NotExpr>(std::move(operand)));
}

ExprPtr Parser::parse_comparison() {
    ExprPtr first = parse_binary(level_sum);
    std::vector<CompareExpr::Link> links;
    std::uint32_t below = height(first);
    const std::uint32_t at = place();
    for (;;) {
        const auto* row = std::ranges::find_if(compare_table, [this](const CompareRow& candidate) {
            return is(candidate.token);
        });
        std::optional<CompareOperator> op;
        if (row != std::end(compare_table)) {
            op = row->op;
        } else if (is_name("in")) {
            op = CompareOperator::in;
        } else if (is_name("not") && ahead().token == Token::name && ahead().text == "in") {
            op = CompareOperator::not_in;
            take();
        }
        if (!op) break;
        take();
        ExprPtr operand = parse_binary(level_sum);
        below = std::max(below, height(operand));
        links.push_back({*op, std::move(operand)});
    }
    if (links.empty()) return first;
    auto made = std::make_unique<CompareExpr>(std::move(first), std::move(links));
    return placed(at, sized(below, std::move(made)));
}

ExprPtr Parser::parse_concat() {
    ExprPtr first = parse_binary(level_product);
    if (!is(Token::tilde)) return first;
    std::uint32_t below = height(first);
    std::vector<ExprPtr> parts;
    parts.push_back(std::move(first));
    while (take_if(Token::tilde)) {
        parts.push_back(parse_binary(level_product));
        below = std::max(below, height(parts.back()));
    }
    return sized(below, std::make_unique<JoinExpr>(std::move(parts)));
}

ExprPtr Parser::parse_power() {
    ExprPtr left = parse_unary(true);
    for (;;) {
        const std::uint32_t at = place();
        if (!take_if(Token::pow)) return left;
        ExprPtr right = parse_unary(true);
        const std::uint32_t below = std::max(height(left), height(right));
        auto made =
            std::make_unique<BinaryExpr>(BinaryOperator::power, std::move(left), std::move(right));
        left = placed(at, sized(below, std::move(made)));
    }
}

ExprPtr Parser::parse_unary(bool with_filters) {
    ExprPtr node;
    if (is(Token::sub) || is(Token::add)) {
        const Nest nest{*this};
        const std::uint32_t at = place();
        const auto op = take().token == Token::sub ? UnaryOperator::minus : UnaryOperator::plus;
        ExprPtr operand = parse_unary(false);
        const std::uint32_t below = height(operand);
        node = placed(at, sized(below, std::make_unique<UnaryExpr>(op, std::move(operand))));
    } else {
        node = parse_primary();
    }
    node = parse_postfix(std::move(node));
    return with_filters ? parse_filters(std::move(node)) : std::move(node);
}

}  // namespace wf::expr::jinja
