#include "expr/jinja/object/block_reference.hpp"

#include "expr/jinja/ast/block.hpp"
#include "expr/jinja/object/safe_text.hpp"

namespace wf::expr::jinja {
namespace {

class BlockFunction : public Thing {
public:
    explicit BlockFunction(const BlockStatement& block) : Thing(Shape::function), block_(block) {}

    std::string_view type_name() const override { return "function"; }

    std::string_view python_type() const override { return "BlockReference"; }

    bool is_callable() const override { return true; }

    Value call(Evaluation& run, const Args&) override {
        std::string text;
        block_.run(*run.root, text);
        return run.escapes ? safe_text(std::move(text)) : Value{text};
    }

private:
    const BlockStatement& block_;
};

class TemplateReference : public Thing {
public:
    TemplateReference() : Thing(Shape::function) {}

    std::string_view python_type() const override { return "jinja2.runtime.TemplateReference"; }

    std::string text() const override { return "<TemplateReference None>"; }

    std::optional<Value> attribute(Evaluation& run, std::string_view name) override {
        const auto found = run.blocks->find(name);
        if (found == run.blocks->end()) return std::nullopt;
        return Value::opaque<BlockFunction>(*found->second);
    }
};

}  // namespace

Value template_reference(Frame&) {
    return Value::opaque<TemplateReference>();
}

}  // namespace wf::expr::jinja
