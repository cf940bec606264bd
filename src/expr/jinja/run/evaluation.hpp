// One evaluation of a template: what all nodes share while it runs. Lives on the stack of
// InlineProgram::evaluate; every object it made is emptied when it ends.
#pragma once
#include "expr/jinja/run/frame.hpp"
#include "expr/runtime/context.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace wf::expr::jinja {

class BlockStatement;
class Thing;

using Blocks = std::map<std::string, const BlockStatement*, std::less<>>;

/// An argument given by name. The name belongs to the call's node or to the dict of `**names`.
struct Keyword {
    std::string_view name;
    Value value;
};

struct Args {
    std::span<const Value> positional;
    std::span<const Keyword> named;
};

/// Names that come from the data, not from the template.
enum class ContextName : std::uint8_t { data, env, execution, task_execution };
inline constexpr std::array<std::string_view, 4> context_names = {
    "_", "__env", "__execution", "__task_execution"};

/// Whether lists and dicts have to behave as Python's mutable ones; see README, "Mutable data".
enum class DataMode : std::uint8_t { frozen, boxed };

/// Nesting of one level of data that is walked by recursion; it takes less native stack than a
/// call.
inline constexpr std::uint32_t data_level = Budget::units_per_level / 4;

/// Bytes of text that native code reads in the time of about one step.
inline constexpr std::size_t bytes_per_step = 64;

/// Thrown when a frozen evaluation meets a method that changes its receiver; evaluation starts
/// again in mode `boxed`. Caught in program.cpp.
struct NeedsBoxes {};

class Evaluation {
public:
    Evaluation(Context& context, DataMode mode);
    Evaluation(const Evaluation&) = delete;
    Evaluation& operator=(const Evaluation&) = delete;
    ~Evaluation();

    Context& context() { return context_; }

    Budget& budget() { return context_.budget(); }

    bool is_boxed() const { return mode_ == DataMode::boxed; }

    /// The place of a name of the data; nullptr if the data does not define it.
    Value* context_value(ContextName name);

    /// True while text is rendered inside of `{% autoescape true %}`.
    bool escapes = false;

    /// A frame with `slots` null values. Give it back with close_frame unless something captured
    /// it.
    Frame& open_frame(std::size_t slots, Frame* parent) {
        return frames_.open(*this, slots, parent);
    }

    void close_frame(Frame& frame) { frames_.close(frame); }

    /// The template's own frame and blocks.
    Frame* root = nullptr;
    const Blocks* blocks = nullptr;

    /// Fails when calls have used up their share of the native stack, whatever their depth.
    void check_stack() const;

    // Objects that may hold each other in a cycle are on a list, so that the end can take them
    // apart.
    void enlist(Thing& thing);
    void delist(Thing& thing);

private:
    Context& context_;
    DataMode mode_;
    const char* stack_begin_;
    std::array<Value, 4> context_values_;
    Thing* first_ = nullptr;
    FramePool frames_;
};

}  // namespace wf::expr::jinja
