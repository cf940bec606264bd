// The entry of the YAQL front end: compile once, evaluate often.
#include "expr/yaql/expression.hpp"

#include "expr/runtime/iterator.hpp"
#include "expr/runtime/output.hpp"
#include "expr/yaql/parser.hpp"
#include "expr/yaql/syntax_error.hpp"

namespace wf::expr::yaql {
namespace {

/// Data that stays as it came has lists in it; otherwise they are tuples.
Value with_lists(Context& context, const Value& data) {
    const Nesting nesting(context.budget());
    if (data.is_list()) {
        context.budget().charge(data.size() * sizeof(Value));
        ListBuilder items(data.size());
        for (const Value& item : data.items()) items.push(with_lists(context, item));
        return std::move(items).freeze(ListFlavor::fresh);
    }
    if (!data.is_dict()) return data;
    context.budget().charge(data.size() * sizeof(Member));
    DictBuilder members(data.size());
    for (const Member& member : data.members())
        members.set(member.key, with_lists(context, member.value));
    return std::move(members).freeze();
}

}  // namespace

Result<std::unique_ptr<const Expression>> Expression::compile(
    std::string_view source, const Grammar& grammar
) {
    try {
        return std::unique_ptr<const Expression>(new Expression(source, parse(source, grammar)));
    } catch (const SyntaxError& error) {
        return fail(
            ErrorCode::grammar_invalid, error.message, error.lexical ? "YaqlLexical" : "YaqlGrammar"
        );
    }
}

Value Expression::evaluate(Context& context, std::span<const NamedValue> variables) const {
    const FramePtr frame(new Frame(FramePtr()));
    if (context.options().convert_input_data) {
        frame->set_positional(std::span{&context.data(), 1});
    } else {
        const Value data = with_lists(context, context.data());
        frame->set_positional(std::span{&data, 1});
    }
    frame->set_named(variables);
    Value hold;
    const Value& result = root_->refer(*frame, context, hold);
    Value out = to_output(context, result);
    // A value of the data is as large as it is; one that was built may be a few lists that hold
    // each other a million times. Parts of what was built count, too: it is held meanwhile.
    if (!hold.is_null()) context.budget().charge(out.memory_bytes());
    return out;
}

}  // namespace wf::expr::yaql
