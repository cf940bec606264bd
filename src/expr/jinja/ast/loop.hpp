// `{% for %}`.
#pragma once
#include "expr/jinja/ast/target.hpp"
#include "expr/jinja/bind/binder.hpp"

namespace wf::expr::jinja {

class Walk;

class ForStatement : public Statement {
public:
    struct Parts {
        TargetPtr target;
        ExprPtr iterable;
        ExprPtr condition;  ///< may be null
        Body body;
        Body otherwise;
        bool is_recursive = false;
    };

    explicit ForStatement(Parts parts) : parts_(std::move(parts)) {}

    void run(Frame& frame, std::string& out) const override;
    void bind(Binder& binder) override;

    /// One recursion: the whole loop over `iterable`, in a frame of its own below `parent`.
    void recurse(Frame& parent, const Value& iterable, std::int64_t depth, std::string& out) const;
    /// True if the `if` of the loop accepts the item.
    bool accepts(Frame& frame, const Value& item) const;

    bool is_recursive() const { return parts_.is_recursive; }

    bool has_condition() const { return parts_.condition != nullptr; }

private:
    void loop(Frame& frame, const Value& iterable, std::int64_t depth, std::string& out) const;
    bool loop_plainly(Frame& frame, Walk& walk, std::string& out) const;
    bool loop_pairs(Frame& frame, Walk& walk, std::string& out) const;
    bool loop_observed(Frame& frame, const Value& iterable, std::int64_t depth, std::string& out)
        const;

    Parts parts_;
    FunctionLayout layout_;  // recursive only
    ScopeEntry entry_;
    ScopeEntry otherwise_entry_;
    // The condition sees the item under slots of its own: looking ahead must not change the body's.
    TargetPtr tested_;
    std::uint32_t loop_slot_ = 0;
    bool uses_loop_ = false;
    std::array<std::int64_t, 2> pair_slots_ = {-1, -1};
};

}  // namespace wf::expr::jinja
