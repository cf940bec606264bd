// Tests that compare a value with something.
#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/data/compare.hpp"
#include "expr/jinja/data/operate.hpp"
#include "expr/jinja/data/text.hpp"
#include "expr/jinja/text/case.hpp"
#include "expr/runtime/unicode.hpp"

namespace wf::expr::jinja {
namespace {

template <CompareOperator op>
Value compared(Call& call) {
    return compare(call.run, op, call[0], call[1]);
}

Value remainder_is(Call& call, const Value& divisor, int wanted) {
    const Value rest = operate(call.run, BinaryOperator::modulo, call[0], divisor);
    return equals(call.run, rest, Value{wanted});
}

Value even(Call& call) {
    return remainder_is(call, Value{2}, 0);
}

Value odd(Call& call) {
    return remainder_is(call, Value{2}, 1);
}

Value divisible(Call& call) {
    return remainder_is(call, call[1], 0);
}

Value same(Call& call) {
    return is_same(call[0], call[1]);
}

using Class = bool (*)(char32_t);

/// At least one cased character, and none of the other case.
template <Class wanted, Class other>
Value all_cased(Call& call) {
    const std::string text = text_of(call.run, call[0]);
    bool any = false;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = unicode::decode(text, at);
        if (other(code)) return false;
        any = any || wanted(code);
    }
    return any;
}

constexpr std::string_view eq_doc = "Equal to the argument.";
constexpr std::string_view ne_doc = "Not equal to the argument.";
constexpr std::string_view lt_doc = "Less than the argument.";
constexpr std::string_view le_doc = "Less than the argument or equal to it.";
constexpr std::string_view gt_doc = "Greater than the argument.";
constexpr std::string_view ge_doc = "Greater than the argument or equal to it.";
constexpr std::string_view two = "a, b, /";

constexpr Row rows[] = {
    {"!=", two, ne_doc, compared<CompareOperator::not_equal>},
    {"<", two, lt_doc, compared<CompareOperator::less>},
    {"<=", two, le_doc, compared<CompareOperator::less_equal>},
    {"==", two, eq_doc, compared<CompareOperator::equal>},
    {">", two, gt_doc, compared<CompareOperator::greater>},
    {">=", two, ge_doc, compared<CompareOperator::greater_equal>},
    {"divisibleby", "value, num", "Divisible by the argument.", divisible},
    {"eq", two, eq_doc, compared<CompareOperator::equal>},
    {"equalto", two, eq_doc, compared<CompareOperator::equal>},
    {"even", "value", "An even number.", even},
    {"ge", two, ge_doc, compared<CompareOperator::greater_equal>},
    {"greaterthan", two, gt_doc, compared<CompareOperator::greater>},
    {"gt", two, gt_doc, compared<CompareOperator::greater>},
    {"in", "value, seq", "A member of the argument.", compared<CompareOperator::in>},
    {"le", two, le_doc, compared<CompareOperator::less_equal>},
    {"lessthan", two, lt_doc, compared<CompareOperator::less>},
    {"lower", "value", "A text in lower case.", all_cased<is_lower, is_upper>},
    {"lt", two, lt_doc, compared<CompareOperator::less>},
    {"ne", two, ne_doc, compared<CompareOperator::not_equal>},
    {"odd", "value", "An odd number.", odd},
    {"sameas", "value, other", "The same object as the argument.", same},
    {"upper", "value", "A text in upper case.", all_cased<is_upper, is_lower>},
};

}  // namespace

std::span<const Row> value_tests() {
    return rows;
}

}  // namespace wf::expr::jinja
