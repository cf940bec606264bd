#include "expr/jinja/ast/loop.hpp"

#include "expr/jinja/data/walk.hpp"
#include "expr/jinja/object/loop.hpp"
#include "expr/jinja/syntax/syntax_error.hpp"

namespace wf::expr::jinja {
namespace {

void refuse_loop_as_target(const Target& target) {
    Names names;
    target.collect(names);
    if (names.contains("loop"))
        throw SyntaxError{
            "can't assign to special loop variable in for-loop target",
            1,
            "TemplateAssertionError"};
}

}  // namespace

void ForStatement::bind(Binder& binder) {
    parts_.iterable->bind(binder);
    if (parts_.is_recursive) binder.open_function(layout_);
    if (parts_.condition != nullptr) {
        tested_ = parts_.target->clone();
        binder.open_scope({});
        tested_->bind(binder);
        parts_.condition->bind(binder);
        binder.close_scope();
    }
    entry_ = binder.open_scope(names_assigned(parts_.body));
    refuse_loop_as_target(*parts_.target);
    parts_.target->bind(binder);
    loop_slot_ = binder.declare("loop");
    bind_all(parts_.body, binder);
    uses_loop_ = binder.was_used("loop") || parts_.is_recursive;
    binder.close_scope(entry_);
    otherwise_entry_ = binder.open_scope(names_assigned(parts_.otherwise));
    bind_all(parts_.otherwise, binder);
    binder.close_scope(otherwise_entry_);
    if (parts_.is_recursive) binder.close_function();

    const auto* tuple = dynamic_cast<const TupleTarget*>(parts_.target.get());
    if (tuple != nullptr && tuple->parts().size() == 2)
        pair_slots_ = {tuple->parts()[0]->slot(), tuple->parts()[1]->slot()};
}

void ForStatement::run(Frame& frame, std::string& out) const {
    frame.run->budget().step();
    const Value iterable = parts_.iterable->eval(frame);
    if (parts_.is_recursive) return recurse(frame, iterable, 0, out);
    loop(frame, iterable, 0, out);
}

void ForStatement::recurse(
    Frame& parent, const Value& iterable, std::int64_t depth, std::string& out
) const {
    Evaluation& run = *parent.run;
    Frame& frame = run.open_frame(layout_.slots, &parent);
    loop(frame, iterable, depth, out);
    if (!layout_.is_captured) run.close_frame(frame);
}

void ForStatement::loop(Frame& frame, const Value& iterable, std::int64_t depth, std::string& out)
    const {
    bool was_empty = false;
    if (uses_loop_) {
        was_empty = !loop_observed(frame, iterable, depth, out);
    } else {
        Walk walk{*frame.run, iterable};
        const bool in_pairs = walk.walks_pairs() && pair_slots_[0] >= 0 && pair_slots_[1] >= 0;
        was_empty = in_pairs && tested_ == nullptr ? !loop_pairs(frame, walk, out)
                                                   : !loop_plainly(frame, walk, out);
    }
    if (!was_empty) return;
    otherwise_entry_.enter(frame);
    run_all(parts_.otherwise, frame, out);
}

bool ForStatement::accepts(Frame& frame, const Value& item) const {
    if (tested_ == nullptr) return true;
    tested_->assign(frame, item);
    return is_true(parts_.condition->eval(frame));
}

bool ForStatement::loop_plainly(Frame& frame, Walk& walk, std::string& out) const {
    bool any = false;
    Value item;
    while (walk.next(item)) {
        if (!accepts(frame, item)) continue;
        any = true;
        entry_.enter(frame);
        parts_.target->assign(frame, std::move(item));
        run_all(parts_.body, frame, out);
    }
    return any;
}

bool ForStatement::loop_pairs(Frame& frame, Walk& walk, std::string& out) const {
    bool any = false;
    Value key;
    Value value;
    while (walk.next_pair(key, value)) {
        any = true;
        entry_.enter(frame);
        frame.slots[static_cast<std::size_t>(pair_slots_[0])] = std::move(key);
        frame.slots[static_cast<std::size_t>(pair_slots_[1])] = std::move(value);
        run_all(parts_.body, frame, out);
    }
    return any;
}

bool ForStatement::loop_observed(
    Frame& frame, const Value& iterable, std::int64_t depth, std::string& out
) const {
    const Value held = Value::opaque<Loop>(*this, frame, iterable, depth);
    Loop& loop = *as<Loop>(held);
    Value item;
    while (loop.advance(item)) {
        entry_.enter(frame);
        frame.slots[loop_slot_] = held;
        parts_.target->assign(frame, item);
        run_all(parts_.body, frame, out);
    }
    const bool any = loop.count_done() > 0;
    loop.finish();
    return any;
}

}  // namespace wf::expr::jinja
