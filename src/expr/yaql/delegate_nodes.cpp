// Values that are called, `value(args)`, and `lambda`, which makes them: yaql's delegates, switched
// on by Grammar::allow_delegates.
#include "expr/functions/resolve.hpp"
#include "expr/yaql/build.hpp"
#include "expr/yaql/call_site.hpp"

namespace wf::expr::yaql {
namespace {

/// lambda(5): called, it gives its constant.
class ConstantFunction final : public Callable {
public:
    explicit ConstantFunction(Value value) : value_(std::move(value)) {}

    Value call(Context&, std::span<const Value>, std::span<const NamedValue>) override {
        return value_;
    }

private:
    Value value_;
};

class DelegateNode final : public Node {
public:
    DelegateNode(Arguments arguments, std::uint32_t place)
        : arguments_(std::move(arguments)), place_(place) {
        for (const Argument& argument : arguments_)
            if (argument.value) stands_on(*argument.value);
    }

    Value evaluate(Frame& frame, Context&) const override {
        if (arguments_.size() != 1 || arguments_[0].key || !arguments_[0].value) refuse();
        Value made = make_lambda(*arguments_[0].value, frame);
        if (object_if(made, ObjectKind::callable) != nullptr) return made;
        return Value::opaque<ConstantFunction>(std::move(made));
    }

private:
    [[noreturn]] void refuse() const {
        try {
            raise_unresolved(Resolution::Outcome::no_match, {.name = "lambda"});
        } catch (EvalError& error) {
            error.mark(place_);
            throw;
        }
    }

    Arguments arguments_;
    std::uint32_t place_;
};

class DelegateCallNode final : public Node {
public:
    DelegateCallNode(NodePtr callee, Arguments arguments, std::uint32_t place)
        : callee_(std::move(callee)), arguments_(std::move(arguments)), place_(place) {
        stands_on(*callee_);
        for (const Argument& argument : arguments_)
            if (argument.value) stands_on(*argument.value);
    }

    Value evaluate(Frame& frame, Context& context) const override {
        context.budget().step();
        try {
            return called(frame, context);
        } catch (EvalError& error) {
            error.mark(place_);
            throw;
        }
    }

private:
    Value called(Frame& frame, Context& context) const {
        const Value callee = callee_->evaluate(frame, context);
        std::vector<Value> positional;
        std::vector<NamedValue> named;
        for (const Argument& argument : arguments_) {
            if (argument.key && !argument.key->is_word())
                raise_unresolved(Resolution::Outcome::bad_mapping, {});
            if (argument.key) {
                named.push_back(
                    {argument.key->constant()->to_string(),
                     argument.value->evaluate(frame, context)}
                );
            } else {
                positional.push_back(value_of(argument, positional.size() + 1, frame, context));
            }
        }
        Object* function = object_if(callee, ObjectKind::callable);
        if (function == nullptr) raise_unresolved(Resolution::Outcome::no_match, {.name = "#call"});
        return static_cast<Callable*>(function)->call(context, positional, named);
    }

    // A skipped argument leaves what is there already.
    static Value value_of(
        const Argument& argument, std::size_t number, Frame& frame, Context& context
    ) {
        if (argument.value) return argument.value->evaluate(frame, context);
        const Value* outer = frame.positional(number);
        return outer != nullptr ? *outer : Value{};
    }

    NodePtr callee_;
    Arguments arguments_;
    std::uint32_t place_;
};

}  // namespace

NodePtr make_delegate(Arguments arguments, std::uint32_t place) {
    return std::make_unique<DelegateNode>(std::move(arguments), place);
}

NodePtr make_delegate_call(NodePtr callee, Arguments arguments, std::uint32_t place) {
    return std::make_unique<DelegateCallNode>(std::move(callee), std::move(arguments), place);
}

}  // namespace wf::expr::yaql
