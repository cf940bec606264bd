// The part of overload resolution that needs no values: which functions can take arguments of this
// shape.
#include "expr/functions/resolve.hpp"

#include <algorithm>
#include <optional>

namespace wf::expr {
namespace {

using Role = ArgumentShape::Role;

bool is_lazy(const Parameter& parameter) {
    return parameter.type == Type::expression || parameter.type == Type::pair;
}

bool fits(const Parameter& parameter, const ArgumentShape& shape) {
    if (shape.role == Role::skipped) return parameter.has_default != Parameter::Default::required;
    if (is_lazy(parameter)) return true;
    static const Options defaults;
    return shape.constant == nullptr || accepts(parameter, *shape.constant, defaults);
}

// Puts one argument into its place; false if the function cannot take it.
class Placing {
public:
    Placing(const Function& function, std::span<const ArgumentShape> shapes)
        : function_(function), shapes_(shapes) {
        candidate_.function = &function;
        candidate_.sources.assign(function.parameters.size(), -1);
    }

    std::optional<Candidate> place() {
        for (std::size_t i = 0; i < shapes_.size(); ++i)
            if (!place_one(i)) return std::nullopt;
        for (std::size_t i = 0; i < function_.parameters.size(); ++i) {
            const bool missing = candidate_.sources[i] < 0;
            if (missing && function_.parameters[i].has_default == Parameter::Default::required)
                return std::nullopt;
        }
        candidate_.in_order = candidate_.named.empty() && in_order();
        return std::move(candidate_);
    }

private:
    bool place_one(std::size_t index) {
        const ArgumentShape& shape = shapes_[index];
        const auto source = static_cast<std::int16_t>(index);
        const bool keyword = shape.role == Role::keyword && !function_.no_keywords;
        if (keyword) return place_keyword(shape, source);
        if (shape.role == Role::bad_keyword && !function_.no_keywords) return false;
        const bool is_pair = shape.role == Role::keyword || shape.role == Role::bad_keyword;
        const std::size_t position = next_++;
        if (position >= function_.parameters.size() && !function_.has_rest) return false;
        const Parameter& parameter = function_.parameter_for(position);
        if (is_pair != (parameter.type == Type::pair) || !fits(parameter, shape)) return false;
        if (position < function_.parameters.size())
            candidate_.sources[position] = shape.role == Role::skipped ? std::int16_t{-1} : source;
        else
            candidate_.sources.push_back(source);
        return true;
    }

    bool place_keyword(const ArgumentShape& shape, std::int16_t source) {
        const auto found = std::ranges::find(function_.parameters, shape.keyword, &Parameter::name);
        if (found == function_.parameters.end()) {
            if (function_.has_named_rest) candidate_.named.emplace_back(shape.keyword, source);
            return function_.has_named_rest;
        }
        const auto position = static_cast<std::size_t>(found - function_.parameters.begin());
        if (candidate_.sources[position] >= 0 || position < next_) return false;
        candidate_.sources[position] = source;
        return fits(*found, shape);
    }

    bool in_order() const {
        for (std::size_t i = 0; i < candidate_.sources.size(); ++i) {
            const bool given = i < shapes_.size();
            if (given ? candidate_.sources[i] != static_cast<int>(i) : candidate_.sources[i] >= 0)
                return false;
        }
        return shapes_.size() <= candidate_.sources.size();
    }

    const Function& function_;
    std::span<const ArgumentShape> shapes_;
    Candidate candidate_;
    std::size_t next_ = 0;
};

struct Laziness {
    std::uint64_t bits = 0;
    bool all = false;

    friend bool operator==(const Laziness&, const Laziness&) = default;
};

Laziness laziness_of(const Candidate& candidate) {
    Laziness lazy;
    const Function& function = *candidate.function;
    for (std::size_t i = 0; i < candidate.sources.size(); ++i) {
        const std::int16_t source = candidate.sources[i];
        if (source >= 0 && source < 64 && is_lazy(function.parameter_for(i)))
            lazy.bits |= std::uint64_t{1} << static_cast<unsigned>(source);
    }
    lazy.all = function.has_rest && is_lazy(function.rest) && function.parameters.empty();
    return lazy;
}

bool has_bad_keyword(std::span<const ArgumentShape> shapes) {
    return std::ranges::find(shapes, Role::bad_keyword, &ArgumentShape::role) != shapes.end();
}

}  // namespace

Resolution resolve(
    std::span<const Function* const> overloads, std::span<const ArgumentShape> shapes
) {
    using Outcome = Resolution::Outcome;
    Resolution resolution;
    if (overloads.empty()) return resolution;
    resolution.pairs = overloads.front()->no_keywords;
    if (!resolution.pairs && has_bad_keyword(shapes)) {
        resolution.outcome = Outcome::bad_mapping;
        return resolution;
    }
    for (const Function* function : overloads) {
        if (std::optional<Candidate> candidate = Placing(*function, shapes).place())
            resolution.candidates.push_back(*std::move(candidate));
    }
    resolution.outcome = resolution.candidates.empty() ? Outcome::no_match : Outcome::found;
    for (const Candidate& candidate : resolution.candidates) {
        const Laziness lazy = laziness_of(candidate);
        if (&candidate != resolution.candidates.data() &&
            lazy != Laziness{resolution.lazy, resolution.all_lazy})
            resolution.outcome = Outcome::ambiguous;
        resolution.lazy = lazy.bits;
        resolution.all_lazy = lazy.all;
    }
    return resolution;
}

}  // namespace wf::expr
