// Look-up of variables and functions, and calls of lambdas.
#include "expr/yaql/frame.hpp"

#include "expr/yaql/node.hpp"

#include <algorithm>

namespace wf::expr::yaql {

Frame::Rare& Frame::rare() {
    if (!rare_) rare_ = std::make_unique<Rare>();
    return *rare_;
}

const Value* Frame::positional(std::size_t number) const {
    for (const Frame* frame = this; frame != nullptr; frame = frame->parent_.get()) {
        if (number > frame->count_) continue;
        return number <= inline_max ? &frame->values_[number - 1]
                                    : &frame->rare_->more[number - 1 - inline_max];
    }
    return nullptr;
}

const Value* Frame::named(std::string_view name) const {
    for (const Frame* frame = this; frame != nullptr; frame = frame->parent_.get()) {
        if (!frame->rare_) continue;
        for (const NamedValue& variable : frame->rare_->named)
            if (variable.name == name) return &variable.value;
    }
    return nullptr;
}

void Frame::set_positional(std::span<const Value> values) {
    count_ = static_cast<std::uint32_t>(values.size());
    for (std::size_t i = 0; i < std::min(values.size(), inline_max); ++i) values_[i] = values[i];
    if (values.size() > inline_max)
        rare().more.assign(values.begin() + static_cast<std::ptrdiff_t>(inline_max), values.end());
}

void Frame::set_named(std::string name, Value value) {
    rare().named.push_back({std::move(name), std::move(value)});
}

void Frame::set_named(std::span<const NamedValue> values) {
    for (const NamedValue& variable : values) rare().named.push_back(variable);
}

void Frame::add_function(UserFunction function) {
    rare().functions.push_back(std::move(function));
    has_functions_ = true;
}

void Frame::clear() {
    for (Value& value : values_) value = Value();
    count_ = 0;
    rare_.reset();
}

Frame::FoundFunction Frame::find_function(std::string_view name) {
    for (Frame* frame = this; frame != nullptr && frame->has_functions_;
         frame = frame->parent_.get()) {
        if (!frame->rare_) continue;
        for (const UserFunction& function : frame->rare_->functions)
            if (function.name == name) return {&function, frame};
    }
    return {};
}

// Every level of nodes takes stack as well.
Lambda::Lambda(const Node& body, Frame& environment)
    : body_(body), units_(Budget::units_per_level + body.height()), environment_(&environment) {
}

FramePtr Lambda::take_frame() {
    if (spare_) return std::move(spare_);
    return FramePtr(new Frame(environment_));
}

// A lazy result may hold the frame; then the next call gets a new one.
void Lambda::give_back(FramePtr frame) {
    if (frame->is_shared()) return;
    frame->clear();
    spare_ = std::move(frame);
}

Value Lambda::call(Context& context, std::span<const Value> args) {
    context.budget().step();
    const Nesting nesting(context.budget(), units_);
    FramePtr frame = take_frame();
    frame->set_positional(args);
    Value result = body_.evaluate(*frame, context);
    give_back(std::move(frame));
    return result;
}

Value Lambda::call(
    Context& context, std::span<const Value> args, std::span<const NamedValue> named
) {
    return call_in(context, *environment_, args, named);
}

Value Lambda::call_in(
    Context& context, Frame& holder, std::span<const Value> args, std::span<const NamedValue> named
) const {
    context.budget().step();
    const Nesting nesting(context.budget(), units_);
    const FramePtr frame(new Frame(FramePtr(&holder)));
    frame->set_positional(args);
    frame->set_named(named);
    return body_.evaluate(*frame, context);
}

}  // namespace wf::expr::yaql
