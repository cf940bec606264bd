// Evaluates arguments as the resolution says and makes the call.
#include "expr/yaql/call_site.hpp"

#include <array>

namespace wf::expr::yaql {
namespace {

constexpr std::size_t few = 6;

ArgumentShape shape_of(const Argument& argument) {
    using Role = ArgumentShape::Role;
    ArgumentShape shape;
    if (!argument.value) {
        shape.role = Role::skipped;
        return shape;
    }
    shape.constant = argument.value->constant();
    if (argument.key) {
        shape.role = argument.key->is_word() ? Role::keyword : Role::bad_keyword;
        if (argument.key->is_word()) shape.keyword = argument.key->constant()->as_string();
    }
    return shape;
}

// Room for the places of a call, on the stack unless there are many.
class Room {
public:
    explicit Room(std::size_t count) {
        if (count > few) many_.resize(count);
        values_ = count > few ? std::span{many_} : std::span{few_}.first(count);
    }

    std::span<Value> values() { return values_; }

private:
    std::array<Value, few> few_;
    std::vector<Value> many_;
    std::span<Value> values_;
};

}  // namespace

Value make_lambda(const Node& node, Frame& frame) {
    if (const Value* constant = node.constant()) return *constant;
    return Value::opaque<Lambda>(node, frame);
}

CallSite::CallSite(std::string_view name, Arguments arguments, bool is_method, std::uint32_t place)
    : name_(name), arguments_(std::move(arguments)), is_method_(is_method), place_(place) {
    std::vector<ArgumentShape> shapes;
    if (is_method) shapes.emplace_back();
    for (const Argument& argument : arguments_) {
        shapes.push_back(shape_of(argument));
        if (argument.key) height_ = std::max(height_, argument.key->height());
        if (argument.value) height_ = std::max(height_, argument.value->height());
    }
    const Registry& registry = Registry::standard();
    resolution_ = resolve(is_method ? registry.methods(name_) : registry.functions(name_), shapes);
}

Value CallSite::argument(std::size_t index, Frame& frame, Context& context) const {
    const Argument& argument = arguments_[index];
    if (!argument.value) return nullptr;
    if (argument.key && resolution_.pairs)
        return Value::opaque<Pair>(
            make_lambda(*argument.key, frame), make_lambda(*argument.value, frame)
        );
    const std::size_t place = index + static_cast<std::size_t>(is_method_);
    if (resolution_.is_lazy(place)) return make_lambda(*argument.value, frame);
    return argument.value->evaluate(frame, context);
}

Value CallSite::call(Frame& frame, Context& context, const Value* receiver) const {
    try {
        return call_unmarked(frame, context, receiver);
    } catch (EvalError& error) {
        error.mark(place_);
        throw;
    }
}

Value CallSite::call_unmarked(Frame& frame, Context& context, const Value* receiver) const {
    context.budget().step();
    if (!is_method_ && frame.has_functions()) [[unlikely]] {
        if (const auto found = frame.find_function(name_); found.function != nullptr)
            return call_user_function(found, frame, context);
    }
    const Callee callee{name_, receiver};
    if (resolution_.outcome != Resolution::Outcome::found)
        raise_unresolved(resolution_.outcome, callee);
    if (receiver != nullptr && !takes_receiver(*receiver, context.options()))
        raise_unresolved(Resolution::Outcome::no_match, callee);
    if (resolution_.candidates.size() == 1 && resolution_.candidates.front().in_order &&
        !context.has_limits())
        return call_in_order(resolution_.candidates.front(), frame, context, receiver);
    const auto first = static_cast<std::size_t>(is_method_);
    Room room(arguments_.size() + first);
    const std::span<Value> args = room.values();
    if (receiver != nullptr) args[0] = *receiver;
    for (std::size_t i = 0; i < arguments_.size(); ++i)
        args[i + first] = argument(i, frame, context);
    return call_resolved(context, resolution_, args, callee, &frame);
}

// A receiver is a value already, so it decides before the arguments are evaluated.
bool CallSite::takes_receiver(const Value& receiver, const Options& options) const {
    for (const Candidate& candidate : resolution_.candidates)
        if (accepts(candidate.function->parameter_for(0), receiver, options)) return true;
    return false;
}

// The common case: one overload, and every argument is at its parameter's place.
Value CallSite::call_in_order(
    const Candidate& candidate, Frame& frame, Context& context, const Value* receiver
) const {
    const Function& function = *candidate.function;
    Room room(candidate.sources.size());
    const std::span<Value> places = room.values();
    const auto first = static_cast<std::size_t>(is_method_);
    if (receiver != nullptr) places[0] = *receiver;
    for (std::size_t i = 0; i < arguments_.size(); ++i)
        places[i + first] = argument(i, frame, context);
    const std::size_t given = arguments_.size() + first;
    Call call(context, function, places);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const Parameter& parameter = function.parameter_for(i);
        if (i >= given) {
            if (parameter.has_default == Parameter::Default::none_given) call.set_missing(i);
            places[i] = parameter.default_value;
        } else if (i >= first && !accepts(parameter, places[i], context.options())) {
            const Callee callee{name_, receiver};
            raise_unresolved(Resolution::Outcome::no_match, callee);
        }
    }
    call.set_frame(&frame);
    return call.run();
}

Value CallSite::call_user_function(
    const Frame::FoundFunction& found, Frame& frame, Context& context
) const {
    std::vector<Value> positional;
    std::vector<NamedValue> named;
    for (const Argument& argument : arguments_) {
        Value value = argument.value ? argument.value->evaluate(frame, context) : Value();
        if (!argument.key) {
            positional.push_back(std::move(value));
        } else if (argument.key->is_word()) {
            named.push_back({argument.key->constant()->to_string(), std::move(value)});
        } else {
            raise_unresolved(Resolution::Outcome::bad_mapping, {});
        }
    }
    const Value body = found.function->body;
    const Object* lambda = object_if(body, ObjectKind::callable);
    if (lambda == nullptr) return body;
    return static_cast<const Lambda*>(lambda)->call_in(context, *found.holder, positional, named);
}

}  // namespace wf::expr::yaql
