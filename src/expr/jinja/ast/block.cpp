#include "expr/jinja/ast/block.hpp"

namespace wf::expr::jinja {

void BlockStatement::run(Frame& frame, std::string& out) const {
    Evaluation& run = *frame.run;
    run.budget().step();
    Frame& own = run.open_frame(layout_.slots, run.root);
    entry_.enter(own);
    run_all(body_, own, out);
    if (!layout_.is_captured) run.close_frame(own);
}

void BlockStatement::bind(Binder& binder) {
    binder.add_block(*this);
    binder.open_block(layout_);
    entry_ = binder.open_scope(names_assigned(body_));
    bind_all(body_, binder);
    binder.close_scope(entry_);
    binder.close_function();
}

}  // namespace wf::expr::jinja
