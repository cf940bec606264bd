// `{% block %}`: rendered where it stands, and again wherever `self.name()` is called.
#pragma once
#include "expr/jinja/bind/binder.hpp"

namespace wf::expr::jinja {

class BlockStatement : public Statement {
public:
    BlockStatement(std::string name, Body body, int line)
        : name_(std::move(name)), body_(std::move(body)), line_(line) {}

    const std::string& name() const { return name_; }

    int line() const { return line_; }

    void run(Frame& frame, std::string& out) const override;
    void bind(Binder& binder) override;

private:
    std::string name_;
    Body body_;
    int line_;
    FunctionLayout layout_;
    ScopeEntry entry_;
};

}  // namespace wf::expr::jinja
