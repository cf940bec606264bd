#include "expr/jinja/object/loop.hpp"

#include "expr/jinja/ast/loop.hpp"
#include "expr/jinja/data/compare.hpp"
#include "expr/jinja/object/function.hpp"

namespace wf::expr::jinja {
namespace {

Value loop_cycle(Call& call) {
    const std::span<const Value> items = call.rest();
    if (items.empty()) raise_type("no items for cycling given");
    const auto index = static_cast<std::size_t>(as<Loop>(call[0])->index0());
    return items[index % items.size()];
}

Value loop_changed(Call& call) {
    return as<Loop>(call[0])->has_changed(call.run, call.rest());
}

constexpr Row rows[] = {
    {"cycle", "self, *args", "The argument whose turn it is in this round.", loop_cycle},
    {"changed",
     "self, *value",
     "True if the values differ from those of the round before.",
     loop_changed},
};

const BuiltinTable& loop_methods() {
    static const BuiltinTable table{{rows}};
    return table;
}

}  // namespace

Loop::Loop(const ForStatement& statement, Frame& frame, const Value& iterable, std::int64_t depth)
    : Thing(Shape::loop), statement_(statement), frame_(&frame), walk_(*frame.run, iterable),
      is_filtered_(statement.has_condition()), depth_(depth) {
    frame.run->enlist(*this);
}

bool Loop::fetch(Value& item) {
    if (frame_ == nullptr) return false;
    while (walk_.next(item))
        if (!is_filtered_ || statement_.accepts(*frame_, item)) return true;
    return false;
}

bool Loop::advance(Value& item) {
    if (!ahead_.empty()) {
        item = std::move(ahead_.front());
        ahead_.pop_front();
    } else if (!fetch(item)) {
        return false;
    }
    previous_ = std::move(current_);
    current_ = item;
    ++index0_;
    return true;
}

void Loop::finish() {
    frame_ = nullptr;
}

bool Loop::look_ahead() {
    if (!ahead_.empty()) return true;
    if (!is_filtered_ && walk_.known_remaining() >= 0 && frame_ != nullptr)
        if (walk_.known_remaining() == 0) return false;
    Value item;
    if (!fetch(item)) return false;
    ahead_.push_back(std::move(item));
    return true;
}

std::int64_t Loop::length() {
    if (length_ >= 0) return length_;
    std::int64_t rest = is_filtered_ ? -1 : walk_.known_remaining();
    if (rest < 0) {
        Value item;
        while (fetch(item)) ahead_.push_back(std::move(item));
        rest = 0;
    }
    length_ = index0_ + 1 + static_cast<std::int64_t>(ahead_.size()) + rest;
    return length_;
}

bool Loop::has_changed(Evaluation& run, std::span<const Value> values) {
    const auto same = [&]() {
        if (!last_changed_ || last_changed_->size() != values.size()) return false;
        for (std::size_t at = 0; at < values.size(); ++at)
            if (!equals(run, (*last_changed_)[at], values[at])) return false;
        return true;
    };
    if (same()) return false;
    last_changed_.emplace(values.begin(), values.end());
    return true;
}

std::optional<Value> Loop::position(std::string_view name) {
    if (name == "index") return Value{index0_ + 1};
    if (name == "index0") return Value{index0_};
    if (name == "first") return Value{index0_ == 0};
    if (name == "last") return Value{!look_ahead()};
    if (name == "length") return Value{length()};
    if (name == "revindex") return Value{length() - index0_};
    if (name == "revindex0") return Value{length() - index0_ - 1};
    if (name == "depth") return Value{depth_ + 1};
    if (name == "depth0") return Value{depth_};
    return std::nullopt;
}

std::optional<Value> Loop::attribute(Evaluation& run, std::string_view name) {
    if (auto found = position(name)) return found;
    if (name == "previtem")
        return index0_ == 0 ? undefined_because("there is no previous item") : previous_;
    if (name == "nextitem")
        return look_ahead() ? ahead_.front() : undefined_because("there is no next item");
    if (const Builtin* method = loop_methods().find(name))
        return bind_method(run, *method, Value::share(*this));
    return std::nullopt;
}

Value Loop::call(Evaluation& run, const Args& args) {
    if (!statement_.is_recursive())
        raise_type("The loop must have the 'recursive' marker to be called recursively.");
    if (args.positional.size() != 1 || !args.named.empty()) raise_type("loop() takes 1 argument");
    if (frame_ == nullptr) raise("RuntimeError", "the loop is over");
    std::string text;
    statement_.recurse(*frame_->parent, args.positional[0], depth_ + 1, text);
    return run.escapes ? safe_text(std::move(text)) : Value{text};
}

std::string Loop::text() const {
    return "<LoopContext " + std::to_string(index0_ + 1) + ">";
}

std::vector<Value> Loop::surrender() {
    std::vector<Value> contents{std::move(previous_), std::move(current_)};
    for (Value& item : ahead_) contents.push_back(std::move(item));
    ahead_.clear();
    return contents;
}

}  // namespace wf::expr::jinja
