#include "expr/jinja/ast/macro.hpp"

#include "expr/jinja/data/text.hpp"
#include "expr/jinja/syntax/syntax_error.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

class Macro : public Thing {
public:
    Macro(const MacroDefinition& definition, Frame& frame)
        : Thing(Shape::function), definition_(definition), frame_(frame),
          escapes_(frame.run->escapes) {}

    std::string_view type_name() const override { return "function"; }

    std::string_view python_type() const override { return "Macro"; }

    bool is_callable() const override { return true; }

    std::string text() const override { return "<Macro '" + definition_.name() + "'>"; }

    std::optional<Value> attribute(Evaluation&, std::string_view name) override {
        if (name == "name") return Value{definition_.name()};
        if (name == "catch_kwargs") return Value{definition_.takes_named_rest()};
        if (name == "catch_varargs") return Value{definition_.takes_rest()};
        if (name == "caller") return Value{definition_.takes_caller()};
        if (name != "arguments") return std::nullopt;
        std::vector<Value> names;
        for (const auto& parameter : definition_.parameters()) names.emplace_back(parameter.name);
        return make_tuple(std::move(names));
    }

    Value call(Evaluation& run, const Args& args) override {
        const bool outside = run.escapes;
        run.escapes = escapes_;
        std::string text = definition_.call(frame_, args);
        run.escapes = outside;
        return outside ? safe_text(std::move(text)) : Value{text};
    }

private:
    const MacroDefinition& definition_;
    Frame& frame_;
    bool escapes_;
};

}  // namespace

Value MacroDefinition::make(Frame& frame) const {
    return Value::opaque<Macro>(*this, frame);
}

void MacroDefinition::bind(Binder& binder) {
    binder.open_function(layout_);
    entry_ = binder.open_scope(names_assigned(body_));
    const auto has = [this](std::string_view name) {
        return std::ranges::any_of(parameters_, [name](const auto& p) { return p.name == name; });
    };
    for (const Parameter& parameter : parameters_) slots_.push_back(binder.declare(parameter.name));
    caller_slot_ = binder.declare("caller");
    rest_slot_ = binder.declare("varargs");
    named_rest_slot_ = binder.declare("kwargs");
    for (const Parameter& parameter : parameters_)
        if (parameter.fallback != nullptr) parameter.fallback->bind(binder);
    bind_all(body_, binder);
    takes_caller_ = binder.was_used("caller");
    takes_rest_ = binder.was_used("varargs") && !has("varargs");
    takes_named_rest_ = binder.was_used("kwargs") && !has("kwargs");
    binder.close_scope(entry_);
    binder.close_function();
    if (takes_caller_ && has("caller")) {
        for (const Parameter& parameter : parameters_)
            if (parameter.name == "caller" && parameter.fallback == nullptr)
                throw SyntaxError{
                    "When defining macros or call blocks the special \"caller\" argument must be "
                    "omitted "
                    "or be given a default.",
                    1,
                    "TemplateAssertionError"};
    }
}

std::string MacroDefinition::call(Frame& parent, const Args& args) const {
    Evaluation& run = *parent.run;
    Frame& frame = run.open_frame(layout_.slots, &parent);
    entry_.enter(frame);
    take_arguments(frame, args);
    std::string text;
    run_all(body_, frame, text);
    if (!layout_.is_captured) run.close_frame(frame);
    return text;
}

void MacroDefinition::take_arguments(Frame& frame, const Args& args) const {
    const std::size_t given = std::min(args.positional.size(), parameters_.size());
    if (args.positional.size() > given && !takes_rest_)
        raise_type(
            "macro '" + name_ + "' takes not more than " + std::to_string(parameters_.size()) +
            " argument(s)"
        );
    for (std::size_t at = 0; at < given; ++at) frame.slots[slots_[at]] = args.positional[at];
    take_named(frame, args);
    take_special(frame, args);
    // A default sees the parameters before it.
    for (std::size_t at = given; at < parameters_.size(); ++at) {
        const Parameter& parameter = parameters_[at];
        const bool is_named = std::ranges::any_of(args.named, [&](const Keyword& keyword) {
            return keyword.name == parameter.name;
        });
        if (is_named) continue;
        frame.slots[slots_[at]] =
            parameter.fallback != nullptr
                ? parameter.fallback->eval(frame)
                : undefined_because("parameter '" + parameter.name + "' was not provided");
    }
}

void MacroDefinition::take_named(Frame& frame, const Args& args) const {
    for (const Keyword& keyword : args.named) {
        const auto found = std::ranges::find_if(parameters_, [&](const Parameter& parameter) {
            return parameter.name == keyword.name;
        });
        if (found == parameters_.end()) continue;
        const auto at = static_cast<std::size_t>(found - parameters_.begin());
        if (at < args.positional.size())
            raise_type(
                "macro '" + name_ + "' got multiple values for argument '" +
                std::string{keyword.name} + "'"
            );
        frame.slots[slots_[at]] = keyword.value;
    }
}

void MacroDefinition::take_special(Frame& frame, const Args& args) const {
    const auto is_parameter = [this](std::string_view name) {
        return std::ranges::any_of(parameters_, [name](const auto& p) { return p.name == name; });
    };
    if (takes_caller_ && !is_parameter("caller"))
        frame.slots[caller_slot_] = undefined_because("No caller defined");
    Value rest_of_names =
        takes_named_rest_ && frame.run->is_boxed() ? make_dict_box(*frame.run) : Value{};
    DictBuilder plain_rest;
    for (const Keyword& keyword : args.named) {
        if (is_parameter(keyword.name)) continue;
        if (keyword.name == "caller" && takes_caller_) {
            frame.slots[caller_slot_] = keyword.value;
        } else if (!takes_named_rest_) {
            raise_type(
                "macro '" + name_ + "' takes no keyword argument '" + std::string{keyword.name} +
                "'"
            );
        } else if (DictBox* box = as<DictBox>(rest_of_names)) {
            box->set(Value{keyword.name}, keyword.value);
        } else {
            plain_rest.set(Value{keyword.name}, keyword.value);
        }
    }
    if (takes_named_rest_)
        frame.slots[named_rest_slot_] =
            rest_of_names.is_null() ? std::move(plain_rest).freeze() : std::move(rest_of_names);
    if (!takes_rest_) return;
    const std::size_t given = std::min(args.positional.size(), parameters_.size());
    const std::span<const Value> rest = args.positional.subspan(given);
    frame.slots[rest_slot_] = make_tuple({rest.begin(), rest.end()});
}

void MacroStatement::run(Frame& frame, std::string&) const {
    frame.run->budget().step();
    target_.assign(frame, definition_->make(frame));
}

void MacroStatement::bind(Binder& binder) {
    target_.bind(binder);
    definition_->bind(binder);
}

void CallStatement::run(Frame& frame, std::string& out) const {
    const Value caller = caller_->make(frame);
    append_output(*frame.run, out, call_->call(frame, &caller));
}

void CallStatement::bind(Binder& binder) {
    call_->bind(binder);
    caller_->bind(binder);
}

}  // namespace wf::expr::jinja
