// A node of a compiled YAQL expression. Nodes are immutable and shared by all evaluations.
#pragma once
#include "expr/runtime/context.hpp"
#include "expr/yaql/frame.hpp"
#include "value/value.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

namespace wf::expr::yaql {

enum class Shape : std::uint8_t {
    constant,
    word,  // a constant that was written as a bare word
    other,
};

class Node {
public:
    explicit Node(Shape shape = Shape::other) : shape_(shape) {}

    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;
    virtual ~Node() = default;

    virtual Value evaluate(Frame& frame, Context& context) const = 0;

    /// The same without a copy where the value exists already; `hold` keeps alive what does not.
    /// The reference is good until `hold` or the frame changes.
    virtual const Value& refer(Frame& frame, Context& context, Value& hold) const {
        hold = evaluate(frame, context);
        return hold;
    }

    /// The value of a constant or word, else nullptr.
    virtual const Value* constant() const { return nullptr; }

    Shape shape() const { return shape_; }

    bool is_word() const { return shape_ == Shape::word; }

    /// Levels of nodes below and including this one: the native stack an evaluation needs.
    std::uint32_t height() const { return height_; }

protected:
    void stands_on(const Node& child) { stands_on(child.height_); }

    void stands_on(std::uint32_t child_height) { height_ = std::max(height_, child_height + 1); }

private:
    Shape shape_;
    std::uint32_t height_ = 1;
};

using NodePtr = std::unique_ptr<const Node>;

/// One argument as written: `value`, `key => value`, or nothing between two commas.
struct Argument {
    NodePtr key;    ///< null unless it is a mapping
    NodePtr value;  ///< null: skipped
};

using Arguments = std::vector<Argument>;

}  // namespace wf::expr::yaql
