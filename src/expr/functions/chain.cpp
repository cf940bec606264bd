// Lazy chain of collections: concat(), append(), `+`.
#include "expr/functions/chain.hpp"

#include "expr/runtime/iterator.hpp"

namespace wf::expr {
namespace {

class Chain final : public Iterator {
public:
    Chain(Context& context, std::vector<Value> collections)
        : Iterator(context), collections_(std::move(collections)) {}

private:
    bool advance(Value& out) override {
        for (;;) {
            if (cursor_.next(out)) return true;
            if (next_ >= collections_.size()) return false;
            cursor_ = Cursor(context(), std::move(collections_[next_++]));
        }
    }

    std::vector<Value> collections_;
    std::size_t next_ = 0;
    Cursor cursor_;
};

}  // namespace

Value chain(Context& context, std::vector<Value> collections) {
    return Value::opaque<Chain>(context, std::move(collections));
}

}  // namespace wf::expr
