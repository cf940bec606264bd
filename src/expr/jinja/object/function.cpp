#include "expr/jinja/object/function.hpp"

#include "expr/jinja/builtin/methods.hpp"

namespace wf::expr::jinja {
namespace {

class FunctionThing : public Thing {
public:
    FunctionThing() : Thing(Shape::function) {}

    std::string_view type_name() const override { return "function"; }

    std::string_view python_type() const override { return "function"; }

    bool is_callable() const override { return true; }
};

class BoundMethod : public FunctionThing {
public:
    BoundMethod(const Builtin& method, Value receiver)
        : method_(method), receiver_(std::move(receiver)) {}

    std::string_view python_type() const override { return "builtin_function_or_method"; }

    std::string text() const override {
        return "<built-in method " + std::string{method_.name()} + " of " +
               std::string{jinja::python_type(receiver_)} + " object>";
    }

    Value call(Evaluation& run, const Args& args) override {
        return call_builtin(run, method_, &receiver_, args);
    }

    std::vector<Value> surrender() override { return {std::move(receiver_)}; }

private:
    const Builtin& method_;
    Value receiver_;
};

class GlobalFunction : public FunctionThing {
public:
    explicit GlobalFunction(const Builtin& function) : function_(function) {}

    std::string text() const override {
        if (function_.name() == "dict") return "<class 'dict'>";
        return "<function " + std::string{function_.name()} + ">";
    }

    Value call(Evaluation& run, const Args& args) override {
        return call_builtin(run, function_, nullptr, args);
    }

    std::optional<Value> attribute(Evaluation&, std::string_view name) override {
        // dict.fromkeys is the one class method that templates reach.
        if (function_.name() != "dict" || name != "fromkeys") return std::nullopt;
        return global_function(*dict_methods().find("fromkeys"));
    }

private:
    const Builtin& function_;
};

class ServiceFunction : public FunctionThing {
public:
    explicit ServiceFunction(const Function& function) : function_(function) {}

    std::string text() const override { return "<function " + std::string{function_.name()} + ">"; }

    Value call(Evaluation& run, const Args& args) override {
        return call_service_function(run, function_, args);
    }

private:
    const Function& function_;
};

}  // namespace

Value bind_method(Evaluation& run, const Builtin& method, const Value& receiver) {
    Value bound = Value::opaque<BoundMethod>(method, receiver);
    // A list can hold its own bound method.
    if (run.is_boxed()) run.enlist(*thing_if(bound));
    return bound;
}

Value global_function(const Builtin& function) {
    return Value::opaque<GlobalFunction>(function);
}

Value service_function(const Function& function) {
    return Value::opaque<ServiceFunction>(function);
}

Value call_service_function(
    Evaluation& run, const Function& function, const Args& args, const Value* context_data
) {
    std::vector<Value> positional;
    std::vector<NamedValue> named;
    const bool too_many = args.positional.size() > function.parameters.size();
    for (const Value& value : args.positional) {
        // Too many arguments are refused before anyone looks at one.
        if (!too_many) need_defined(value);
        positional.push_back(too_many ? Value{} : freeze(run, value));
    }
    for (const Keyword& keyword : args.named) {
        need_defined(keyword.value);
        named.push_back({std::string{keyword.name}, freeze(run, keyword.value)});
    }
    if (context_data == nullptr) return call_service(run.context(), function, positional, named);

    // Most functions do not look at it, so that even an undefined value may be piped.
    Scope scope = run.context().scope();
    scope.data = is_undefined(*context_data) ? *context_data : freeze(run, *context_data);
    Context inner{scope, Language::jinja};
    return call_service(inner, function, positional, named);
}

Value call_value(Evaluation& run, const Value& callee, const Args& args) {
    Thing* thing = thing_if(callee);
    if (thing == nullptr)
        raise_type("'" + std::string{python_type(callee)} + "' object is not callable");
    const Nesting nesting{run.budget()};
    run.check_stack();
    return thing->call(run, args);
}

bool is_callable(const Value& value) {
    const Thing* thing = thing_if(value);
    return thing != nullptr && thing->is_callable();
}

}  // namespace wf::expr::jinja
