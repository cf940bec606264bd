// Overload resolution. What the text tells (number of arguments, names,
// constants, laziness) is decided once per call site; the types of values are decided per call.
#pragma once
#include "expr/functions/registry.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace wf::expr {

/// An argument as its text shows it.
struct ArgumentShape {
    enum class Role : std::uint8_t {
        value,
        skipped,      // f(1,,2)
        keyword,      // word => value
        bad_keyword,  // value => value, where the left side is not a word
    };

    Role role = Role::value;
    std::string keyword;
    const Value* constant = nullptr;  ///< set if the (value of the) argument is a constant
    bool is_expression = true;        ///< false: an evaluated value, as call() hands it on
    bool is_word = false;
};

/// A function that these arguments may fit, and which argument goes where.
struct Candidate {
    const Function* function = nullptr;
    /// Per place (parameters, then *args): index of the argument, or -1 for the default.
    std::vector<std::int16_t> sources;
    std::vector<std::pair<std::string, std::int16_t>> named;  ///< **kwargs
    bool in_order = false;  ///< argument i is place i, all of them
};

struct Resolution {
    enum class Outcome : std::uint8_t { found, unknown, no_match, ambiguous, bad_mapping };

    Outcome outcome = Outcome::unknown;
    std::vector<Candidate> candidates;
    std::uint64_t lazy = 0;  ///< bit per argument: handed over as a lambda
    bool pairs = false;  ///< `a => b` arguments are pairs of lambdas: argument i is a Pair value
    /// More arguments than the bit set holds are never lazy by position; rest parameters of type
    /// expression set this instead.
    bool all_lazy = false;

    bool is_lazy(std::size_t argument) const {
        return all_lazy || (argument < 64 && (lazy >> argument & 1U) != 0);
    }
};

Resolution resolve(
    std::span<const Function* const> overloads, std::span<const ArgumentShape> shapes
);

/// Who is called, for messages.
struct Callee {
    std::string_view name;
    const Value* receiver = nullptr;  ///< set for methods
};

[[noreturn]] void raise_unresolved(Resolution::Outcome outcome, const Callee& callee);

/// Picks the candidate whose types fit the evaluated arguments and calls it. `args`: by argument
/// index; moved from.
Value call_resolved(
    Context& context,
    const Resolution& resolution,
    std::span<Value> args,
    const Callee& callee,
    yaql::Frame* frame
);

/// Resolves and calls with values only: the function call().
Value call_by_name(
    Context& context,
    const Callee& callee,
    std::span<const Value> args,
    std::span<const NamedValue> named,
    yaql::Frame* frame
);

/// A `key => value` argument of dict(), set(), switch(): two lambdas (or constants).
class Pair final : public Object {
public:
    Pair(Value pair_key, Value pair_value)
        : Object(ObjectKind::other), key(std::move(pair_key)), value(std::move(pair_value)) {}

    std::string_view type_name() const override { return "object"; }

    const Value key;
    const Value value;
};

}  // namespace wf::expr
