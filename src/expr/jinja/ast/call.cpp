#include "expr/jinja/ast/call.hpp"

#include "expr/jinja/ast/access.hpp"
#include "expr/jinja/ast/name.hpp"
#include "expr/jinja/bind/binder.hpp"
#include "expr/jinja/builtin/tables.hpp"
#include "expr/jinja/data/walk.hpp"
#include "expr/jinja/object/function.hpp"
#include "expr/jinja/syntax/syntax_error.hpp"

#include <algorithm>

namespace wf::expr::jinja {

void ArgumentList::bind(Binder& binder) {
    for (const ExprPtr& value : positional) value->bind(binder);
    for (const Named& entry : named) entry.value->bind(binder);
    if (rest != nullptr) rest->bind(binder);
    if (named_rest != nullptr) named_rest->bind(binder);
}

std::uint32_t ArgumentList::height() const {
    std::uint32_t most = 0;
    for (const ExprPtr& value : positional) most = std::max(most, value->height);
    for (const Named& entry : named) most = std::max(most, entry.value->height);
    if (rest != nullptr) most = std::max(most, rest->height);
    if (named_rest != nullptr) most = std::max(most, named_rest->height);
    return most;
}

EvaluatedArgs::EvaluatedArgs(const ArgumentList& list, Frame& frame) {
    if (list.positional.size() <= few && list.rest == nullptr) {
        for (const ExprPtr& value : list.positional) few_[count_++] = value->eval(frame);
    } else {
        for (const ExprPtr& value : list.positional) many_.push_back(value->eval(frame));
        if (list.rest != nullptr) add_rest(list, frame);
    }
    for (const ArgumentList::Named& entry : list.named)
        named_.push_back({entry.name, entry.value->eval(frame)});
    if (list.named_rest != nullptr) add_named_rest(list, frame);
}

void EvaluatedArgs::add_rest(const ArgumentList& list, Frame& frame) {
    const Value rest = list.rest->eval(frame);
    need_defined(rest);
    if (!is_iterable(rest))
        raise_type("argument after * must be an iterable, not " + std::string{python_type(rest)});
    Walk walk{*frame.run, rest};
    Value item;
    while (walk.next(item)) many_.push_back(std::move(item));
}

void EvaluatedArgs::add_named_rest(const ArgumentList& list, Frame& frame) {
    const Value rest = list.named_rest->eval(frame);
    need_defined(rest);
    if (!is_dict(rest))
        raise_type("argument after ** must be a mapping, not " + std::string{python_type(rest)});
    const std::span<const Member> members = members_of(rest);
    // Short texts live inside of their handles: the vector must not move them.
    names_.reserve(members.size());
    for (const Member& member : members) {
        if (!member.key.is_string()) raise_type("keywords must be strings");
        names_.push_back(member.key);
        const std::string_view name = names_.back().as_string();
        for (const Keyword& other : named_)
            if (other.name == name)
                raise_type("got multiple values for keyword argument '" + std::string{name} + "'");
        named_.push_back({name, member.value});
    }
}

Value CallExpr::call(Frame& frame, const Value* caller) const {
    try {
        return call_unmarked(frame, caller);
    } catch (EvalError& error) {
        error.mark(at);
        throw;
    }
}

Value CallExpr::call_unmarked(Frame& frame, const Value* caller) const {
    Evaluation& run = *frame.run;
    run.budget().step();
    if (method_ == nullptr || method_->name().is_dunder) {
        EvaluatedArgs args{args_, frame};
        if (caller != nullptr) args.add_named("caller", *caller);
        return invoke(frame, args.view());
    }
    const Value object = method_->object().eval(frame);
    const Builtin* method = method_->name().method_of(type_of(object));
    if (method != nullptr && !method->is_property()) {
        EvaluatedArgs args{args_, frame};
        if (caller != nullptr) args.add_named("caller", *caller);
        return call_builtin(run, *method, &object, args.view());
    }
    const Value callee = attribute_of(run, object, method_->name());
    EvaluatedArgs args{args_, frame};
    if (caller != nullptr) args.add_named("caller", *caller);
    return call_value(run, callee, args.view());
}

Value CallExpr::invoke(Frame& frame, const Args& args) const {
    return call_value(*frame.run, callee_->eval(frame), args);
}

void CallExpr::bind(Binder& binder) {
    callee_->bind(binder);
    args_.bind(binder);
    method_ = dynamic_cast<const AttributeExpr*>(callee_.get());
    if (method_ != nullptr && method_->name().changes_data) binder.note_mutation();
}

FilterTarget find_filter(std::string_view name) {
    FilterTarget target;
    target.builtin = filters().find(name);
    if (target.builtin == nullptr) target.service = Registry::standard().service(name);
    return target;
}

Value FilterTarget::call(Evaluation& run, const Value& input, const Args& args) const {
    if (builtin != nullptr) return call_builtin(run, *builtin, &input, args);
    return call_service_function(run, *service, args, &input);
}

void FilterExpr::bind(Binder& binder) {
    if (input_ != nullptr) input_->bind(binder);
    args_.bind(binder);
    target_ = find_filter(name_);
    if (!target_.is_known() && !binder.is_in_branch())
        throw SyntaxError{"No filter named '" + name_ + "'.", line_, "TemplateAssertionError", at};
}

Value FilterExpr::filtered(Frame& frame, const Value& input) const {
    try {
        return filtered_unmarked(frame, input);
    } catch (EvalError& error) {
        error.mark(at);
        throw;
    }
}

Value FilterExpr::filtered_unmarked(Frame& frame, const Value& input) const {
    frame.run->budget().step();
    if (!target_.is_known())
        raise("TemplateRuntimeError", "No filter named '" + name_ + "' found.");
    const EvaluatedArgs args{args_, frame};
    return target_.call(*frame.run, input, args.view());
}

Value FilterExpr::eval(Frame& frame) const {
    return filtered(frame, input_->eval(frame));
}

Value FilterExpr::apply(Frame& frame, const Value& input) const {
    const auto* inner = static_cast<const FilterExpr*>(input_.get());
    return filtered(frame, inner == nullptr ? input : inner->apply(frame, input));
}

void TestExpr::bind(Binder& binder) {
    input_->bind(binder);
    args_.bind(binder);
    test_ = tests().find(name_);
    if (test_ == nullptr && !binder.is_in_branch())
        throw SyntaxError{"No test named '" + name_ + "'.", line_, "TemplateAssertionError", at};
}

Value TestExpr::eval(Frame& frame) const {
    try {
        return tested(frame);
    } catch (EvalError& error) {
        error.mark(at);
        throw;
    }
}

Value TestExpr::tested(Frame& frame) const {
    frame.run->budget().step();
    const Value input = input_->eval(frame);
    if (test_ == nullptr) raise("TemplateRuntimeError", "No test named '" + name_ + "' found.");
    const EvaluatedArgs args{args_, frame};
    return call_builtin(*frame.run, *test_, &input, args.view());
}

}  // namespace wf::expr::jinja
