// Inline evaluation of YAQL.
#include "expr/yaql/inline_text.hpp"

#include "expr/runtime/text.hpp"
#include "expr/runtime/text_search.hpp"
#include "expr/runtime/unicode.hpp"
#include "expr/yaql/expression.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wf::expr::yaql {
namespace {

// The next `<%.*?%>` at or after `from`: shortest, and never over a line feed.
std::optional<std::string_view> next_match(std::string_view text, std::size_t from) {
    for (;;) {
        const std::size_t open = text.find("<%", from);
        if (open == std::string_view::npos) return std::nullopt;
        // Only this line is searched: texts without an end would cost their length per beginning.
        const std::size_t line_feed = text.find('\n', open);
        const std::size_t close = text.substr(0, line_feed).find("%>", open + 2);
        if (close != std::string_view::npos) return text.substr(open, close + 2 - open);
        if (line_feed == std::string_view::npos) return std::nullopt;
        from = line_feed;
    }
}

std::vector<std::string_view> all_matches(std::string_view text) {
    std::vector<std::string_view> matches;
    std::size_t from = 0;
    while (const auto match = next_match(text, from)) {
        matches.push_back(*match);
        from = static_cast<std::size_t>(match->data() - text.data()) + match->size();
    }
    return matches;
}

std::string_view inner_of(std::string_view match) {
    constexpr std::string_view signs = "<%>";
    const std::size_t start = match.find_first_not_of(signs);
    if (start == std::string_view::npos) return {};
    return unicode::strip(match.substr(start, match.find_last_not_of(signs) - start + 1));
}

void replace_all(Budget& budget, std::string& text, std::string_view from, std::string_view to) {
    step_over_text(budget, text.size());
    std::string out;
    std::size_t start = 0;
    for (std::size_t at = find_text(text, from); at != std::string::npos;
         at = find_text(text, from, start)) {
        budget.charge(to.size());
        out.append(text, start, at - start);
        out += to;
        start = at + from.size();
    }
    out.append(text, start);
    text = std::move(out);
}

class SingleExpression final : public InlineProgram {
public:
    explicit SingleExpression(std::unique_ptr<const Expression> expression)
        : expression_(std::move(expression)) {}

    Value evaluate(Context& context) const override {
        try {
            return expression_->evaluate(context);
        } catch (EvalError& error) {
            error.expression = expression_->source();
            throw;
        }
    }

private:
    std::unique_ptr<const Expression> expression_;
};

struct Part {
    std::string match;  // with its delimiters
    std::unique_ptr<const Expression> expression;
};

class MixedText final : public InlineProgram {
public:
    MixedText(std::string_view text, std::vector<Part> parts)
        : text_(text), parts_(std::move(parts)) {}

    Value evaluate(Context& context) const override {
        std::string text = text_;
        for (const Part& part : parts_) {
            try {
                const Value value = part.expression->evaluate(context);
                const std::string printed = inline_text(context, value);
                // By text, not by place: an earlier value may hold or complete a later match.
                replace_all(context.budget(), text, part.match, printed);
            } catch (EvalError& error) {
                error.expression = part.expression->source();
                throw;
            }
        }
        return text;
    }

private:
    std::string text_;
    std::vector<Part> parts_;
};

}  // namespace

bool has_yaql(std::string_view text) {
    return next_match(text, 0).has_value();
}

Result<std::unique_ptr<InlineProgram>> compile_yaql_text(
    std::string_view text, const Grammar& grammar
) {
    std::vector<Part> parts;
    for (const std::string_view match : all_matches(text)) {
        const std::string_view source = inner_of(match);
        auto compiled = Expression::compile(source, grammar);
        if (!compiled)
            return tl::unexpected(while_doing(std::move(compiled).error(), std::string{source}));
        parts.push_back({std::string{match}, *std::move(compiled)});
    }
    if (parts.size() == 1 && parts.front().match.size() == text.size())
        return std::make_unique<SingleExpression>(std::move(parts.front().expression));
    return std::make_unique<MixedText>(text, std::move(parts));
}

}  // namespace wf::expr::yaql
