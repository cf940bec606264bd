#include "expr/jinja/ast/literal.hpp"

#include "expr/jinja/ast/name.hpp"
#include "expr/jinja/bind/binder.hpp"
#include "expr/jinja/data/keys.hpp"

namespace wf::expr::jinja {
namespace {

std::vector<Value> evaluate(const std::vector<ExprPtr>& items, Frame& frame) {
    frame.run->budget().step();
    std::vector<Value> values;
    values.reserve(items.size());
    for (const ExprPtr& item : items) values.push_back(item->eval(frame));
    return values;
}

}  // namespace

void NameExpr::bind(Binder& binder) {
    variable_ = binder.find(name_);
}

Value ListExpr::eval(Frame& frame) const {
    return make_list(*frame.run, evaluate(items_, frame));
}

void ListExpr::bind(Binder& binder) {
    for (const ExprPtr& item : items_) item->bind(binder);
}

Value TupleExpr::eval(Frame& frame) const {
    return make_tuple(evaluate(items_, frame));
}

void TupleExpr::bind(Binder& binder) {
    for (const ExprPtr& item : items_) item->bind(binder);
}

Value DictExpr::eval(Frame& frame) const {
    Evaluation& run = *frame.run;
    run.budget().step();
    if (run.is_boxed()) {
        Value box = make_dict_box(run);
        for (const Entry& entry : entries_) {
            const Value key = key_of(*frame.run, entry.key->eval(frame));
            as<DictBox>(box)->set(key, entry.value->eval(frame));
        }
        return box;
    }
    DictBuilder dict{entries_.size()};
    for (const Entry& entry : entries_) {
        Value key = key_of(*frame.run, entry.key->eval(frame));
        dict.set(std::move(key), entry.value->eval(frame));
    }
    return std::move(dict).freeze();
}

void DictExpr::bind(Binder& binder) {
    for (const Entry& entry : entries_) {
        entry.key->bind(binder);
        entry.value->bind(binder);
    }
}

}  // namespace wf::expr::jinja
