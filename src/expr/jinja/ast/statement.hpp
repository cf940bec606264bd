// The plain statements: text, output, if, set, with, filter, autoescape, and those that need a
// loader. Loops are in ast/loop.hpp, macros in ast/macro.hpp, blocks in ast/block.hpp.
#pragma once
#include "expr/jinja/ast/call.hpp"
#include "expr/jinja/ast/target.hpp"
#include "expr/jinja/bind/binder.hpp"

namespace wf::expr::jinja {

/// Text between tags.
class TextStatement : public Statement {
public:
    explicit TextStatement(std::string text) : text_(std::move(text)) {}

    void run(Frame& frame, std::string& out) const override;

    void bind(Binder&) override {}

private:
    std::string text_;
};

/// `{{ value }}`.
class OutputStatement : public Statement {
public:
    explicit OutputStatement(ExprPtr value) : value_(std::move(value)) {}

    void run(Frame& frame, std::string& out) const override;

    void bind(Binder& binder) override { value_->bind(binder); }

private:
    ExprPtr value_;
};

class IfStatement : public Statement {
public:
    struct Branch {
        ExprPtr condition;  ///< null: else
        Body body;
    };

    explicit IfStatement(std::vector<Branch> branches) : branches_(std::move(branches)) {}

    void run(Frame& frame, std::string& out) const override;
    void bind(Binder& binder) override;
    void collect(Names& names) const override;

private:
    std::vector<Branch> branches_;
};

/// `{% set a, b = value %}`.
class SetStatement : public Statement {
public:
    SetStatement(TargetPtr target, ExprPtr value)
        : target_(std::move(target)), value_(std::move(value)) {}

    void run(Frame& frame, std::string& out) const override;
    void bind(Binder& binder) override;

    void collect(Names& names) const override { target_->collect(names); }

private:
    TargetPtr target_;
    ExprPtr value_;
};

/// `{% set a | filter %}body{% endset %}`; the filter may be null.
class SetBlockStatement : public Statement {
public:
    SetBlockStatement(TargetPtr target, std::unique_ptr<FilterExpr> filter, Body body)
        : target_(std::move(target)), filter_(std::move(filter)), body_(std::move(body)) {}

    void run(Frame& frame, std::string& out) const override;
    void bind(Binder& binder) override;

    void collect(Names& names) const override { target_->collect(names); }

private:
    TargetPtr target_;
    std::unique_ptr<FilterExpr> filter_;
    Body body_;
    ScopeEntry entry_;
};

/// `{% filter f %}body{% endfilter %}`.
class FilterStatement : public Statement {
public:
    FilterStatement(std::unique_ptr<FilterExpr> filter, Body body)
        : filter_(std::move(filter)), body_(std::move(body)) {}

    void run(Frame& frame, std::string& out) const override;
    void bind(Binder& binder) override;

private:
    std::unique_ptr<FilterExpr> filter_;
    Body body_;
    ScopeEntry entry_;
};

/// `{% with a = 1 %}body{% endwith %}`; the values do not see the new names.
class WithStatement : public Statement {
public:
    struct Assignment {
        TargetPtr target;
        ExprPtr value;
    };

    WithStatement(std::vector<Assignment> assignments, Body body)
        : assignments_(std::move(assignments)), body_(std::move(body)) {}

    void run(Frame& frame, std::string& out) const override;
    void bind(Binder& binder) override;

private:
    std::vector<Assignment> assignments_;
    Body body_;
    ScopeEntry entry_;
};

class AutoescapeStatement : public Statement {
public:
    AutoescapeStatement(ExprPtr enabled, Body body)
        : enabled_(std::move(enabled)), body_(std::move(body)) {}

    void run(Frame& frame, std::string& out) const override;
    void bind(Binder& binder) override;

private:
    ExprPtr enabled_;
    Body body_;
    ScopeEntry entry_;
};

/// include, import, from, extends: there is nothing to load templates from.
class LoaderStatement : public Statement {
public:
    LoaderStatement(ExprPtr source, Names names)
        : source_(std::move(source)), names_(std::move(names)) {}

    void run(Frame& frame, std::string& out) const override;

    void bind(Binder& binder) override { source_->bind(binder); }

    void collect(Names& names) const override { names.insert(names_.begin(), names_.end()); }

private:
    ExprPtr source_;
    Names names_;
};

/// The text that a body renders, safe under autoescape.
Value render(const Body& body, Frame& frame);

}  // namespace wf::expr::jinja
