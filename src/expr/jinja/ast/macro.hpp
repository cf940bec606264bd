// `{% macro %}` and `{% call %}`.
#pragma once
#include "expr/jinja/ast/call.hpp"
#include "expr/jinja/ast/target.hpp"
#include "expr/jinja/bind/binder.hpp"

namespace wf::expr::jinja {

/// A macro as written: shared by all macro values that it makes.
class MacroDefinition {
public:
    struct Parameter {
        std::string name;
        ExprPtr fallback;  ///< null: none
    };

    MacroDefinition(std::string name, std::vector<Parameter> parameters, Body body)
        : name_(std::move(name)), parameters_(std::move(parameters)), body_(std::move(body)) {}

    const std::string& name() const { return name_; }

    std::span<const Parameter> parameters() const { return parameters_; }

    bool takes_caller() const { return takes_caller_; }

    bool takes_named_rest() const { return takes_named_rest_; }

    bool takes_rest() const { return takes_rest_; }

    void bind(Binder& binder);
    /// The macro as a value that refers to the variables around it.
    Value make(Frame& frame) const;
    /// Text that a call renders. `parent`: the frame that make() saw.
    std::string call(Frame& parent, const Args& args) const;

private:
    void take_arguments(Frame& frame, const Args& args) const;
    void take_named(Frame& frame, const Args& args) const;
    void take_special(Frame& frame, const Args& args) const;

    std::string name_;
    std::vector<Parameter> parameters_;
    Body body_;
    FunctionLayout layout_;
    ScopeEntry entry_;
    std::vector<std::uint32_t> slots_;
    std::uint32_t caller_slot_ = 0;
    std::uint32_t rest_slot_ = 0;
    std::uint32_t named_rest_slot_ = 0;
    bool takes_caller_ = false;
    bool takes_rest_ = false;
    bool takes_named_rest_ = false;
};

class MacroStatement : public Statement {
public:
    MacroStatement(std::string name, std::unique_ptr<MacroDefinition> definition)
        : target_(std::move(name)), definition_(std::move(definition)) {}

    void run(Frame& frame, std::string& out) const override;
    void bind(Binder& binder) override;

    void collect(Names& names) const override { target_.collect(names); }

private:
    NameTarget target_;
    std::unique_ptr<MacroDefinition> definition_;
};

class CallStatement : public Statement {
public:
    CallStatement(std::unique_ptr<CallExpr> call, std::unique_ptr<MacroDefinition> caller)
        : call_(std::move(call)), caller_(std::move(caller)) {}

    void run(Frame& frame, std::string& out) const override;
    void bind(Binder& binder) override;

private:
    std::unique_ptr<CallExpr> call_;
    std::unique_ptr<MacroDefinition> caller_;
};

}  // namespace wf::expr::jinja
