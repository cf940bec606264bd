// Calls of values, functions, filters and tests.
#pragma once
#include "expr/functions/registry.hpp"
#include "expr/jinja/ast/node.hpp"
#include "expr/jinja/builtin/builtin.hpp"

namespace wf::expr::jinja {

/// Arguments as written: `a, b, *c, k=d, **e`.
struct ArgumentList {
    struct Named {
        std::string name;
        ExprPtr value;
    };

    std::vector<ExprPtr> positional;
    std::vector<Named> named;
    ExprPtr rest;        ///< *rest
    ExprPtr named_rest;  ///< **named_rest

    void bind(Binder& binder);
    std::uint32_t height() const;
};

/// Arguments as they are for one call. Few of them need no memory of their own.
class EvaluatedArgs {
public:
    EvaluatedArgs(const ArgumentList& list, Frame& frame);

    Args view() const {
        return {many_.empty() ? few_view() : std::span<const Value>{many_}, named_};
    }

    void add_named(std::string_view name, Value value) {
        named_.push_back({name, std::move(value)});
    }

private:
    static constexpr std::size_t few = 3;

    std::span<const Value> few_view() const { return {few_.data(), count_}; }

    void add_rest(const ArgumentList& list, Frame& frame);
    void add_named_rest(const ArgumentList& list, Frame& frame);

    std::array<Value, few> few_;
    std::size_t count_ = 0;
    std::vector<Value> many_;
    std::vector<Keyword> named_;
    std::vector<Value> names_;  // keeps the names of **named_rest alive
};

class CallExpr : public Expr {
public:
    CallExpr(ExprPtr callee, ArgumentList args)
        : callee_(std::move(callee)), args_(std::move(args)) {}

    Value eval(Frame& frame) const override { return call(frame, nullptr); }

    /// With one more named argument, `caller`, unless null.
    Value call(Frame& frame, const Value* caller) const;
    void bind(Binder& binder) override;

private:
    Value call_unmarked(Frame& frame, const Value* caller) const;
    Value invoke(Frame& frame, const Args& args) const;

    ExprPtr callee_;
    ArgumentList args_;
    const class AttributeExpr* method_ = nullptr;  // callee, if it is `object.name`
};

/// What a filter name stands for.
struct FilterTarget {
    const Builtin* builtin = nullptr;
    const Function* service = nullptr;

    bool is_known() const { return builtin != nullptr || service != nullptr; }

    Value call(Evaluation& run, const Value& input, const Args& args) const;
};

FilterTarget find_filter(std::string_view name);

class FilterExpr : public Expr {
public:
    /// `input` is null for the first filter of `{% filter %}` and of a set block.
    FilterExpr(ExprPtr input, std::string name, ArgumentList args, int line)
        : input_(std::move(input)), name_(std::move(name)), args_(std::move(args)), line_(line) {}

    Value eval(Frame& frame) const override;
    void bind(Binder& binder) override;
    /// Runs the chain of filters over a text that takes the place of the missing input.
    Value apply(Frame& frame, const Value& input) const;

private:
    Value filtered(Frame& frame, const Value& input) const;
    Value filtered_unmarked(Frame& frame, const Value& input) const;

    ExprPtr input_;
    std::string name_;
    ArgumentList args_;
    int line_;
    FilterTarget target_;
};

class TestExpr : public Expr {
public:
    TestExpr(ExprPtr input, std::string name, ArgumentList args, int line)
        : input_(std::move(input)), name_(std::move(name)), args_(std::move(args)), line_(line) {}

    Value eval(Frame& frame) const override;
    void bind(Binder& binder) override;

private:
    Value tested(Frame& frame) const;

    ExprPtr input_;
    std::string name_;
    ArgumentList args_;
    int line_;
    const Builtin* test_ = nullptr;
};

}  // namespace wf::expr::jinja
