// The part of overload resolution that looks at values, and the call itself.
#include "expr/functions/resolve.hpp"
#include "expr/runtime/text.hpp"
#include "expr/runtime/text_search.hpp"

#include <array>

namespace wf::expr {
namespace {

// Arguments of nearly every call fit without an allocation.
class Places {
public:
    explicit Places(std::size_t count) : count_(count) {
        if (count > few_.size()) many_.resize(count);
    }

    std::span<Value> all() {
        return count_ > few_.size() ? std::span{many_} : std::span{few_}.first(count_);
    }

private:
    std::array<Value, 6> few_;
    std::vector<Value> many_;
    std::size_t count_;
};

bool types_fit(const Candidate& candidate, std::span<const Value> args, const Options& options) {
    for (std::size_t i = 0; i < candidate.sources.size(); ++i) {
        if (candidate.sources[i] < 0) continue;
        const Value& value = args[static_cast<std::size_t>(candidate.sources[i])];
        if (!accepts(candidate.function->parameter_for(i), value, options)) return false;
    }
    return true;
}

// Whether everything `narrow` accepts is accepted by `wide` as well.
bool is_narrower(Type narrow, Type wide) {
    if (narrow == wide) return false;
    if (wide == Type::any) return true;
    if (wide == Type::collection || wide == Type::iterable)
        return narrow == Type::list || narrow == Type::iterator || narrow == Type::sorted ||
               narrow == Type::set;
    return false;
}

bool is_more_specific(const Candidate& a, const Candidate& b) {
    bool narrower = false;
    const std::size_t count = std::min(a.sources.size(), b.sources.size());
    for (std::size_t i = 0; i < count; ++i) {
        const Type left = a.function->parameter_for(i).type;
        const Type right = b.function->parameter_for(i).type;
        if (is_narrower(right, left)) return false;
        if (is_narrower(left, right)) narrower = true;
    }
    return narrower;
}

const Candidate& pick(
    Context& context, const Resolution& resolution, std::span<Value> args, const Callee& callee
) {
    const Candidate* best = nullptr;
    bool ambiguous = false;
    for (const Candidate& candidate : resolution.candidates) {
        if (!types_fit(candidate, args, context.options())) continue;
        if (best == nullptr || is_more_specific(candidate, *best)) {
            best = &candidate;
            ambiguous = false;
        } else if (!is_more_specific(*best, candidate)) {
            ambiguous = true;
        }
    }
    if (best == nullptr) raise_unresolved(Resolution::Outcome::no_match, callee);
    if (ambiguous) raise_unresolved(Resolution::Outcome::ambiguous, callee);
    return *best;
}

void check_limits(const Candidate& candidate, std::span<Value> places, Context& context) {
    for (std::size_t i = 0; i < places.size(); ++i) {
        context.check_quota(places[i]);
        const Type type = candidate.function->parameter_for(i).type;
        if (type == Type::collection || type == Type::iterable)
            places[i] = limit_walk(context, places[i], context.options().limit_iterators);
    }
}

}  // namespace

void raise_unresolved(Resolution::Outcome outcome, const Callee& callee) {
    using Outcome = Resolution::Outcome;
    if (outcome == Outcome::bad_mapping)
        raise("MappingTranslation", "Cannot convert mapping to keyword argument");
    const bool method = callee.receiver != nullptr;
    const std::string_view prefix = outcome == Outcome::unknown     ? "Unknown "
                                    : outcome == Outcome::ambiguous ? "Ambiguous "
                                                                    : "No ";
    std::string message{prefix};
    message += method ? "method \"" : "function \"";
    message += callee.name;
    message += '"';
    if (method) {
        message += " for receiver ";
        message += receiver_text(*callee.receiver);
    }
    if (outcome == Outcome::no_match) message += " matches supplied arguments";
    switch (outcome) {
    case Outcome::unknown:
        raise(method ? "NoMethodRegistered" : "NoFunctionRegistered", std::move(message));
    case Outcome::ambiguous:
        raise(method ? "AmbiguousMethod" : "AmbiguousFunction", std::move(message));
    default: raise(method ? "NoMatchingMethod" : "NoMatchingFunction", std::move(message));
    }
}

Value Call::run() {
    for (const Value& value : values_)
        if (value.is_string()) step_over_text(budget(), value.as_string().size());
    return function_.row->body(*this);
}

Value call_resolved(
    Context& context,
    const Resolution& resolution,
    std::span<Value> args,
    const Callee& callee,
    yaql::Frame* frame
) {
    const Candidate& candidate = pick(context, resolution, args, callee);
    const Function& function = *candidate.function;
    Places places(candidate.sources.size());
    const std::span<Value> values = places.all();
    Call call(context, function, values);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (candidate.sources[i] >= 0) {
            values[i] = std::move(args[static_cast<std::size_t>(candidate.sources[i])]);
        } else {
            const Parameter& parameter = function.parameter_for(i);
            if (parameter.has_default == Parameter::Default::none_given) call.set_missing(i);
            values[i] = parameter.default_value;
        }
    }
    std::vector<NamedValue> named;
    for (const auto& [name, source] : candidate.named)
        named.push_back({name, std::move(args[static_cast<std::size_t>(source)])});
    call.set_named(named);
    call.set_frame(frame);
    if (context.has_limits()) check_limits(candidate, values, context);
    return call.run();
}

Value call_by_name(
    Context& context,
    const Callee& callee,
    std::span<const Value> args,
    std::span<const NamedValue> named,
    yaql::Frame* frame
) {
    const Registry& registry = Registry::standard();
    const auto overloads = callee.receiver != nullptr ? registry.methods(callee.name)
                                                      : registry.functions(callee.name);
    std::vector<ArgumentShape> shapes;
    std::vector<Value> values;
    if (callee.receiver != nullptr) values.push_back(*callee.receiver);
    values.insert(values.end(), args.begin(), args.end());
    shapes.resize(values.size());
    for (const NamedValue& argument : named) {
        values.push_back(argument.value);
        shapes.push_back({.role = ArgumentShape::Role::keyword, .keyword = argument.name});
    }
    const Resolution resolution = resolve(overloads, shapes);
    if (resolution.outcome != Resolution::Outcome::found)
        raise_unresolved(resolution.outcome, callee);
    return call_resolved(context, resolution, values, callee, frame);
}

}  // namespace wf::expr
