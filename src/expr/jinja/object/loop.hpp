// The object `loop` inside of a for-loop.
#pragma once
#include "expr/jinja/data/walk.hpp"
#include "expr/jinja/object/thing.hpp"

#include <deque>

namespace wf::expr::jinja {

class ForStatement;

class Loop : public Thing {
public:
    static constexpr Shape own_shape = Shape::loop;

    Loop(const ForStatement& statement, Frame& frame, const Value& iterable, std::int64_t depth);

    /// Moves to the next item.
    bool advance(Value& item);

    std::int64_t count_done() const { return index0_ + 1; }

    /// The loop is over: its frame may go away.
    void finish();

    std::int64_t index0() const { return index0_; }

    /// True if `values` differ from those of the last call.
    bool has_changed(Evaluation& run, std::span<const Value> values);

    std::string_view python_type() const override { return "LoopContext"; }

    std::string text() const override;
    std::optional<Value> attribute(Evaluation& run, std::string_view name) override;
    /// `loop(items)`: one recursion deeper.
    Value call(Evaluation& run, const Args& args) override;

    bool is_callable() const override { return true; }

    std::vector<Value> surrender() override;

private:
    bool fetch(Value& item);
    bool look_ahead();
    std::int64_t length();
    std::optional<Value> position(std::string_view name);

    const ForStatement& statement_;
    Frame* frame_;
    Walk walk_;
    bool is_filtered_;
    std::deque<Value> ahead_;  // fetched, not yet handed out
    std::int64_t index0_ = -1;
    std::int64_t depth_;
    std::int64_t length_ = -1;
    Value previous_;
    Value current_;
    std::optional<std::vector<Value>> last_changed_;
};

}  // namespace wf::expr::jinja
