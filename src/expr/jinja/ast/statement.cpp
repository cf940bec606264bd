#include "expr/jinja/ast/statement.hpp"

#include "expr/jinja/data/text.hpp"

namespace wf::expr::jinja {

Value render(const Body& body, Frame& frame) {
    std::string text;
    run_all(body, frame, text);
    return frame.run->escapes ? safe_text(std::move(text)) : Value{text};
}

void TextStatement::run(Frame& frame, std::string& out) const {
    frame.run->budget().step();
    frame.run->budget().charge(text_.size());
    out += text_;
}

void OutputStatement::run(Frame& frame, std::string& out) const {
    frame.run->budget().step();
    if (const Value* value = value_->peek(frame)) return append_output(*frame.run, out, *value);
    append_output(*frame.run, out, value_->eval(frame));
}

void IfStatement::run(Frame& frame, std::string& out) const {
    frame.run->budget().step();
    for (const Branch& branch : branches_)
        if (branch.condition == nullptr || is_true(branch.condition->eval(frame)))
            return run_all(branch.body, frame, out);
}

void IfStatement::bind(Binder& binder) {
    binder.enter_branch();
    for (const Branch& branch : branches_) {
        if (branch.condition != nullptr) branch.condition->bind(binder);
        bind_all(branch.body, binder);
    }
    binder.leave_branch();
}

void IfStatement::collect(Names& names) const {
    for (const Branch& branch : branches_)
        for (const StatementPtr& statement : branch.body) statement->collect(names);
}

void SetStatement::run(Frame& frame, std::string&) const {
    frame.run->budget().step();
    target_->assign(frame, value_->eval(frame));
}

void SetStatement::bind(Binder& binder) {
    value_->bind(binder);
    target_->bind(binder);
}

void SetBlockStatement::run(Frame& frame, std::string&) const {
    frame.run->budget().step();
    entry_.enter(frame);
    Value text = render(body_, frame);
    if (filter_ != nullptr) text = filter_->apply(frame, text);
    target_->assign(frame, std::move(text));
}

void SetBlockStatement::bind(Binder& binder) {
    entry_ = binder.open_scope(names_assigned(body_));
    bind_all(body_, binder);
    if (filter_ != nullptr) filter_->bind(binder);
    binder.close_scope(entry_);
    target_->bind(binder);
}

void FilterStatement::run(Frame& frame, std::string& out) const {
    Evaluation& run = *frame.run;
    run.budget().step();
    entry_.enter(frame);
    const Value text = filter_->apply(frame, render(body_, frame));
    const std::string_view shown = need_text(text, "filter block");
    run.budget().charge(shown.size());
    out += shown;
}

void FilterStatement::bind(Binder& binder) {
    entry_ = binder.open_scope(names_assigned(body_));
    bind_all(body_, binder);
    filter_->bind(binder);
    binder.close_scope(entry_);
}

void WithStatement::run(Frame& frame, std::string& out) const {
    frame.run->budget().step();
    std::vector<Value> values;
    values.reserve(assignments_.size());
    for (const Assignment& assignment : assignments_)
        values.push_back(assignment.value->eval(frame));
    entry_.enter(frame);
    for (std::size_t at = 0; at < values.size(); ++at)
        assignments_[at].target->assign(frame, std::move(values[at]));
    run_all(body_, frame, out);
}

void WithStatement::bind(Binder& binder) {
    for (const Assignment& assignment : assignments_) assignment.value->bind(binder);
    entry_ = binder.open_scope(names_assigned(body_));
    for (const Assignment& assignment : assignments_) assignment.target->bind(binder);
    bind_all(body_, binder);
    binder.close_scope(entry_);
}

void AutoescapeStatement::run(Frame& frame, std::string& out) const {
    Evaluation& run = *frame.run;
    run.budget().step();
    const bool outside = run.escapes;
    run.escapes = is_true(enabled_->eval(frame));
    entry_.enter(frame);
    run_all(body_, frame, out);
    run.escapes = outside;
}

void AutoescapeStatement::bind(Binder& binder) {
    enabled_->bind(binder);
    entry_ = binder.open_scope(names_assigned(body_));
    bind_all(body_, binder);
    binder.close_scope(entry_);
}

void LoaderStatement::run(Frame& frame, std::string&) const {
    source_->eval(frame);
    raise_type("no loader for this environment specified");
}

}  // namespace wf::expr::jinja
