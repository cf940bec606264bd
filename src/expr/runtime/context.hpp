// One evaluation: the scope it reads, its options and its budget. Lives on the stack of
// Template::evaluate and outlives every value that the evaluation makes; lazy sequences keep a
// reference to it.
#pragma once
#include "expr/expression.hpp"
#include "expr/runtime/budget.hpp"
#include "expr/runtime/error.hpp"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace wf::expr {

class Context {
public:
    Context(const Scope& scope, Language language);
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    const Value& data() const { return scope_.data; }

    const Scope& scope() const { return scope_; }

    const Options& options() const { return options_; }

    /// Functions that both languages share differ in how they miss context keys.
    Language language() const { return language_; }

    /// One template may hold texts of both languages; all of them draw on one budget.
    void set_language(Language language) { language_ = language; }

    Budget& budget() { return budget_; }

    /// `__env`, `__execution`, `__task_execution` of the data; nullptr if the data has none.
    const Value* special(std::string_view name) const;

    /// @raises RuntimeError if there is no source.
    std::uint64_t random();
    /// Uniform in [0, count), count > 0.
    std::uint64_t random_below(std::uint64_t count);
    /// Uniform in [0, 1), 53 bits.
    double random_real();
    /// @raises RuntimeError "no execution here".
    Executions& executions();
    /// The value, or the error as an EvalError of the same kind.
    Value unwrap(Result<Value> answer);

    /// Checks limit_iterators and memory_quota for a collection of `count` items handed to a
    /// function.
    void check_count(std::size_t count) const {
        if (options_.limit_iterators >= 0) [[unlikely]]
            check_count_limited(count);
    }

    void check_quota(const Value& value) const {
        if (options_.memory_quota >= 0) [[unlikely]]
            check_quota_limited(value);
    }

    /// The regular expressions compiled so far. Equal ones are one object, so that they are one key
    /// and one member of a set.
    std::vector<Value>& regexes() { return regexes_; }

    bool has_limits() const { return options_.limit_iterators >= 0 || options_.memory_quota >= 0; }

private:
    void check_count_limited(std::size_t count) const;
    void check_quota_limited(const Value& value) const;

    const Scope& scope_;
    const Options& options_;
    Language language_;
    Budget budget_;
    std::vector<Value> regexes_;
};

}  // namespace wf::expr
