// Nodes of a compiled template. The parser builds them with names in them, `bind` turns names into
// places once, and then they are immutable and evaluated by many threads at the same time.
#pragma once
#include "expr/jinja/run/evaluation.hpp"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace wf::expr::jinja {

class Binder;

/// Names that statements of a scope assign.
using Names = std::set<std::string, std::less<>>;

class Expr {
public:
    Expr() = default;
    Expr(const Expr&) = delete;
    Expr& operator=(const Expr&) = delete;
    virtual ~Expr() = default;

    virtual Value eval(Frame& frame) const = 0;

    /// The value where it lies, if it lies somewhere: saves a copy per step of `_.a.b`. Valid until
    /// anything else is evaluated. nullptr: use eval.
    virtual const Value* peek(Frame&) const { return nullptr; }

    virtual void bind(Binder& binder) = 0;

    /// Levels of nodes below and including this one; bounded by the parser, and with it the native
    /// stack.
    std::uint32_t height = 1;
    /// Where the name or sign that makes it stands: byte offset in the source. Nodes whose own work
    /// can fail mark errors with it.
    std::uint32_t at = 0;
};

using ExprPtr = std::unique_ptr<Expr>;

class Statement {
public:
    Statement() = default;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    virtual ~Statement() = default;

    /// Appends what it renders.
    virtual void run(Frame& frame, std::string& out) const = 0;
    virtual void bind(Binder& binder) = 0;

    /// Adds the names that it assigns in the scope it stands in.
    virtual void collect(Names&) const {}
};

using StatementPtr = std::unique_ptr<Statement>;
using Body = std::vector<StatementPtr>;

inline void run_all(const Body& body, Frame& frame, std::string& out) {
    for (const StatementPtr& statement : body) statement->run(frame, out);
}

void bind_all(const Body& body, Binder& binder);
Names names_assigned(const Body& body);

}  // namespace wf::expr::jinja
