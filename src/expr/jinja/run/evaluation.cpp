#include "expr/jinja/run/evaluation.hpp"

#include "expr/jinja/object/thing.hpp"

namespace wf::expr::jinja {

namespace {

/// Bytes of native stack that one evaluation may use. The parser bounds what lies between two
/// calls.
constexpr std::ptrdiff_t stack_max = 2 << 20;

const char* stack_position() {
    return static_cast<const char*>(__builtin_frame_address(0));
}

}  // namespace

Evaluation::Evaluation(Context& context, DataMode mode)
    : context_(context), mode_(mode), stack_begin_(stack_position()) {
    context_values_[0] = context.data();
}

Evaluation::~Evaluation() {
    frames_.clear();
    while (first_ != nullptr) {
        Thing& thing = *first_;
        // Off the list first: giving up its contents may destroy the thing itself.
        delist(thing);
        const std::vector<Value> contents = thing.surrender();
    }
}

Value* Evaluation::context_value(ContextName name) {
    Value& place = context_values_[static_cast<std::size_t>(name)];
    if (name == ContextName::data || !place.is_null()) return &place;
    if (!context_.data().is_dict()) return nullptr;
    const Value* special = context_.special(context_names[static_cast<std::size_t>(name)]);
    if (special != nullptr) place = *special;
    return &place;
}

void Evaluation::check_stack() const {
    if (stack_begin_ - stack_position() > stack_max)
        raise_limit("RecursionError", "maximum recursion depth exceeded");
}

void Evaluation::enlist(Thing& thing) {
    thing.links = {this, nullptr, first_};
    if (first_ != nullptr) first_->links.previous = &thing;
    first_ = &thing;
}

void Evaluation::delist(Thing& thing) {
    Thing::Links& links = thing.links;
    (links.previous != nullptr ? links.previous->links.next : first_) = links.next;
    if (links.next != nullptr) links.next->links.previous = links.previous;
    links = {};
}

Frame& FramePool::open(Evaluation& run, std::size_t slots, Frame* parent) {
    if (free_.empty()) {
        all_.push_back(std::make_unique<Frame>());
        free_.push_back(all_.back().get());
    }
    Frame& frame = *free_.back();
    free_.pop_back();
    frame.run = &run;
    frame.parent = parent;
    frame.slots.assign(slots, Value{});
    return frame;
}

void FramePool::close(Frame& frame) {
    frame.slots.clear();
    free_.push_back(&frame);
}

void FramePool::clear() {
    for (const std::unique_ptr<Frame>& frame : all_) frame->slots.clear();
}

}  // namespace wf::expr::jinja
