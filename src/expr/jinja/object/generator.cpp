#include "expr/jinja/object/generator.hpp"

namespace wf::expr::jinja {
namespace {

class ReadyItems : public Generator {
public:
    ReadyItems(Evaluation& run, std::vector<Value> items, std::string_view name)
        : Generator(run, Value{}, name), items_(std::move(items)) {}

protected:
    bool advance(Value& out) override {
        if (position_ >= items_.size()) return false;
        out = std::move(items_[position_++]);
        return true;
    }

private:
    std::vector<Value> items_;
    std::size_t position_ = 0;
};

}  // namespace

Value make_iterator(Evaluation& run, std::vector<Value> items, std::string_view name) {
    return Value::opaque<ReadyItems>(run, std::move(items), name);
}

}  // namespace wf::expr::jinja
