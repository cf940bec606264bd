// The variables and functions that a YAQL expression sees: a chain of frames, one per lambda call
// or context object. Counted without atomics: an evaluation is single-threaded.
#pragma once
#include "expr/runtime/callable.hpp"
#include "value/value.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wf::expr::yaql {

class Frame;
class Node;

class FramePtr {
public:
    FramePtr() = default;
    explicit FramePtr(Frame* frame) noexcept;  ///< one more reference

    FramePtr(const FramePtr& other) noexcept : FramePtr(other.frame_) {}

    FramePtr(FramePtr&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}

    FramePtr& operator=(FramePtr other) noexcept {
        std::swap(frame_, other.frame_);
        return *this;
    }

    ~FramePtr();

    Frame* get() const { return frame_; }

    Frame* operator->() const { return frame_; }

    Frame& operator*() const { return *frame_; }

    explicit operator bool() const { return frame_ != nullptr; }

private:
    Frame* frame_ = nullptr;
};

/// A function made by def(). Its body runs in a child of the frame that holds it, so it sees
/// itself.
struct UserFunction {
    std::string name;
    Value body;  ///< a Lambda, or a constant
};

class Frame {
public:
    explicit Frame(FramePtr parent)
        : has_functions_(parent && parent->has_functions_), parent_(std::move(parent)) {}

    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;

    bool is_shared() const { return references_ > 1; }

    const FramePtr& parent() const { return parent_; }

    /// `$1` is the first: of the nearest frame that has so many; nullptr if none has.
    const Value* positional(std::size_t number) const;
    const Value* named(std::string_view name) const;
    void set_positional(std::span<const Value> values);
    void set_named(std::string name, Value value);
    void set_named(std::span<const NamedValue> values);
    void add_function(UserFunction function);
    /// Drops what a call left, keeping the memory for the next one.
    void clear();

    /// Whether this frame or one around it holds a function.
    bool has_functions() const { return has_functions_; }

    struct FoundFunction {
        const UserFunction* function = nullptr;
        Frame* holder = nullptr;
    };

    FoundFunction find_function(std::string_view name);

private:
    friend class FramePtr;

    struct Rare {
        std::vector<Value> more;  // positional ones beyond the inline two
        std::vector<NamedValue> named;
        std::vector<UserFunction> functions;
    };

    Rare& rare();
    static constexpr std::size_t inline_max = 2;

    std::uint32_t references_ = 0;
    std::uint32_t count_ = 0;
    bool has_functions_;
    Value values_[inline_max];
    std::unique_ptr<Rare> rare_;
    FramePtr parent_;
};

inline FramePtr::FramePtr(Frame* frame) noexcept : frame_(frame) {
    if (frame_ != nullptr) ++frame_->references_;
}

inline FramePtr::~FramePtr() {
    if (frame_ != nullptr && --frame_->references_ == 0) delete frame_;
}

/// Result of let(), with(), def(), unpack(): only good for the left of `->`.
class ContextObject final : public Object {
public:
    explicit ContextObject(FramePtr frame)
        : Object(ObjectKind::context), frame_(std::move(frame)) {}

    Frame& frame() const { return *frame_; }

    std::string_view type_name() const override { return "context"; }

private:
    FramePtr frame_;
};

/// An unevaluated argument together with the variables it sees.
class Lambda final : public Callable {
public:
    Lambda(const Node& body, Frame& environment);

    Value call(Context& context, std::span<const Value> args, std::span<const NamedValue> named)
        override;
    Value call(Context& context, std::span<const Value> args) override;
    /// Runs the body in a child of `holder` instead of the frame it was written in.
    Value call_in(
        Context& context,
        Frame& holder,
        std::span<const Value> args,
        std::span<const NamedValue> named
    ) const;

private:
    FramePtr take_frame();
    void give_back(FramePtr frame);

    const Node& body_;
    std::uint32_t units_;  // of nesting that a call takes
    FramePtr environment_;
    FramePtr spare_;  // the frame of the last call, if nothing kept it
};

}  // namespace wf::expr::yaql
