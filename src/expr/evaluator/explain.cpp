#include "expr/evaluator/explain.hpp"

#include "expr/evaluator/encode.hpp"
#include "expr/evaluator/find_place.hpp"
#include "expr/inline/text_program.hpp"
#include "expr/jinja/jinja.hpp"
#include "expr/raw_expression.hpp"
#include "expr/yaql/expression.hpp"
#include "expr/yaql/inline_text.hpp"

#include <cctype>
#include <new>

namespace wf::expr {
namespace {

/// `_` as a word of its own, outside of quotes.
bool uses_underscore(std::string_view text) {
    const auto is_word = [](char c) {
        return c == '_' || std::isalnum(static_cast<unsigned char>(c));
    };
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (quote != 0) {
            if (text[i] == quote) quote = 0;
            continue;
        }
        if (text[i] == '\'' || text[i] == '"') quote = text[i];
        const bool starts = text[i] == '_' && (i == 0 || !is_word(text[i - 1]));
        if (starts && (i + 1 == text.size() || !is_word(text[i + 1]))) return true;
    }
    return false;
}

/// A bare YAQL expression as a program, like the other three kinds of input.
class BareYaql final : public InlineProgram {
public:
    explicit BareYaql(std::unique_ptr<const yaql::Expression> expression)
        : expression_(std::move(expression)) {}

    Value evaluate(Context& context) const override { return expression_->evaluate(context); }

private:
    std::unique_ptr<const yaql::Expression> expression_;
};

Result<std::unique_ptr<InlineProgram>> compile(const Typed& typed) {
    if (typed.language == Language::jinja) {
        return typed.is_text ? jinja::compile_jinja_text(typed.text)
                             : jinja::compile_jinja_expression(typed.text);
    }
    if (typed.is_text) return yaql::compile_yaql_text(typed.text);
    WF_TRY(auto expression, yaql::Expression::compile(typed.text));
    return std::make_unique<BareYaql>(std::move(expression));
}

}  // namespace

Language guess_language(std::string_view text) {
    if (const std::optional<Language> language = language_of(text)) return *language;
    if (uses_underscore(text)) return Language::jinja;
    const bool is_jinja_only =
        !validate_raw(Language::yaql, text) && validate_raw(Language::jinja, text).has_value();
    return is_jinja_only ? Language::jinja : Language::yaql;
}

tl::expected<Value, Explanation> explain(
    std::string_view text, Language language, const Scope& scope
) {
    const Typed typed{text, language, language_of(text) == language};
    auto program = compile(typed);
    if (!program) {
        Error& error = program.error();
        const std::optional<std::size_t> place = place_of_syntax_error(typed);
        return tl::unexpected(Explanation{
            language, std::move(error.kind), std::move(error.message), place, {}});
    }
    Context context(scope, language);
    try {
        return encode((*program)->evaluate(context));
    } catch (EvalError& error) {
        const std::optional<std::size_t> place = place_of_failure(typed, error);
        return tl::unexpected(Explanation{
            language,
            std::move(error.kind),
            std::move(error.message),
            place,
            std::move(error.subject)});
    } catch (const std::bad_alloc&) {
        return tl::unexpected(Explanation{language, "MemoryError", "out of memory", {}, {}});
    }
}

}  // namespace wf::expr
