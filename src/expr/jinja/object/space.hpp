// namespace(): the one object whose attributes a template assigns.
#pragma once
#include "expr/jinja/object/box.hpp"

namespace wf::expr::jinja {

/// Values that grow from one assignment to the next must not nest deeper than everything that walks
/// them can stand. @raises RecursionError.
void check_nesting(const Value& value);

class Space : public Thing {
public:
    static constexpr Shape own_shape = Shape::space;

    Space() : Thing(Shape::space) {}

    void set(std::string_view name, Value value) { members_.set(Value{name}, std::move(value)); }

    DictBox& members() { return members_; }

    std::string_view python_type() const override { return "jinja2.utils.Namespace"; }

    std::optional<Value> attribute(Evaluation& run, std::string_view name) override;

    std::string text() const override { return "<Namespace>"; }

    std::vector<Value> surrender() override { return members_.surrender(); }

private:
    DictBox members_;
};

}  // namespace wf::expr::jinja
