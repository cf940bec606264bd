#include "expr/jinja/program.hpp"

#include "expr/jinja/bind/binder.hpp"
#include "expr/jinja/data/result.hpp"
#include "expr/jinja/syntax/syntax_error.hpp"

namespace wf::expr::jinja {
namespace {

class FailingProgram : public InlineProgram {
public:
    FailingProgram(std::string kind, std::string message)
        : kind_(std::move(kind)), message_(std::move(message)) {}

    Value evaluate(Context&) const override { raise(kind_, message_); }

private:
    std::string kind_;
    std::string message_;
};

/// What expressions and templates share: the frame, and the second try with mutable data.
class Program : public InlineProgram {
public:
    Value evaluate(Context& context) const override {
        if (mode_ == DataMode::frozen) {
            try {
                return evaluate_in(context, DataMode::frozen);
            } catch (const NeedsBoxes&) {
                // A method that changes data was reached by a name that only running could tell.
            }
        }
        return evaluate_in(context, DataMode::boxed);
    }

protected:
    void bind(auto&& node_binding) {
        Binder binder;
        binder.open_function(layout_);
        node_binding(binder);
        binder.close_function();
        if (binder.has_mutation()) mode_ = DataMode::boxed;
        blocks_ = binder.take_blocks();
    }

    virtual Value evaluate_at(Frame& frame) const = 0;

private:
    Value evaluate_in(Context& context, DataMode mode) const {
        Evaluation run{context, mode};
        run.blocks = &blocks_;
        run.root = &run.open_frame(layout_.slots, nullptr);
        return evaluate_at(*run.root);
    }

    FunctionLayout layout_;
    Blocks blocks_;
    DataMode mode_ = DataMode::frozen;
};

class ExpressionProgram : public Program {
public:
    explicit ExpressionProgram(ExprPtr expression) : expression_(std::move(expression)) {
        bind([this](Binder& binder) {
            binder.open_scope({});
            expression_->bind(binder);
            binder.close_scope();
        });
    }

protected:
    Value evaluate_at(Frame& frame) const override {
        frame.run->budget().step();
        if (const Value* value = expression_->peek(frame)) return finish(*frame.run, *value);
        Value made = expression_->eval(frame);
        // A value of the data is as large as it is; one that was built may be a few lists that
        // hold each other a million times.
        frame.run->budget().charge(made.memory_bytes());
        return finish(*frame.run, made);
    }

private:
    ExprPtr expression_;
};

class TemplateProgram : public Program {
public:
    explicit TemplateProgram(Body body) : body_(std::move(body)) {
        bind([this](Binder& binder) {
            entry_ = binder.open_scope(names_assigned(body_));
            bind_all(body_, binder);
            binder.close_scope(entry_);
        });
    }

protected:
    Value evaluate_at(Frame& frame) const override {
        entry_.enter(frame);
        std::string out;
        run_all(body_, frame, out);
        return Value{out};
    }

private:
    Body body_;
    ScopeEntry entry_;
};

}  // namespace

std::unique_ptr<InlineProgram> make_failing_program(std::string kind, std::string message) {
    return std::make_unique<FailingProgram>(std::move(kind), std::move(message));
}

std::unique_ptr<InlineProgram> make_expression_program(ExprPtr expression) {
    try {
        return std::make_unique<ExpressionProgram>(std::move(expression));
    } catch (const SyntaxError& error) {
        return make_failing_program(error.kind, error.message);
    }
}

std::unique_ptr<InlineProgram> make_template_program(Body body) {
    try {
        return std::make_unique<TemplateProgram>(std::move(body));
    } catch (const SyntaxError& error) {
        return make_failing_program(error.kind, error.message);
    }
}

}  // namespace wf::expr::jinja
