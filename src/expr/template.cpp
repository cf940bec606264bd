// Templates: values whose texts may hold expressions. Compiled to a tree that keeps constant parts
// as they are.
#include "expr/expression.hpp"
#include "expr/inline/text_program.hpp"
#include "expr/runtime/output.hpp"

#include <utility>
#include <vector>

namespace wf::expr {

class Node {
public:
    virtual ~Node() = default;
    virtual Result<Value> evaluate(Context& context) const = 0;
};

namespace {

using NodePtr = std::shared_ptr<const Node>;  // null: a constant

// Definitions are as deep as YAML allows; recursion over them is bounded here.
constexpr std::size_t depth_max = 500;

class TextNode final : public Node {
public:
    explicit TextNode(std::shared_ptr<const TextProgram> program) : program_(std::move(program)) {}

    Result<Value> evaluate(Context& context) const override {
        WF_TRY(Value value, program_->evaluate(context));
        const bool is_scalar = value.kind() <= Kind::string;
        if (is_scalar && value.kind() != Kind::big_integer) return value;
        try {
            return to_stored(context, value);
        } catch (const EvalError& error) {
            const bool limit = error.is_limit;
            return fail(
                limit ? ErrorCode::limit_exceeded : ErrorCode::evaluation_failed,
                error.message,
                error.kind
            );
        }
    }

private:
    std::shared_ptr<const TextProgram> program_;
};

/// A syntax error that was let through when the template was compiled.
class BrokenNode final : public Node {
public:
    explicit BrokenNode(Error error) : error_(std::move(error)) {}

    Result<Value> evaluate(Context&) const override { return tl::unexpected(error_); }

private:
    Error error_;
};

struct Part {
    Value source;
    NodePtr node;

    Result<Value> evaluate(Context& context) const {
        if (!node) return source;
        return node->evaluate(context);
    }
};

class ListNode final : public Node {
public:
    explicit ListNode(std::vector<Part> items) : items_(std::move(items)) {}

    Result<Value> evaluate(Context& context) const override {
        std::vector<Value> items;
        items.reserve(items_.size());
        for (const Part& part : items_) {
            WF_TRY(Value item, part.evaluate(context));
            items.push_back(std::move(item));
        }
        return Value::list(std::move(items));
    }

private:
    std::vector<Part> items_;
};

class DictNode final : public Node {
public:
    explicit DictNode(std::vector<std::pair<Value, Part>> members) : members_(std::move(members)) {}

    Result<Value> evaluate(Context& context) const override {
        DictBuilder builder(members_.size());
        for (const auto& [key, part] : members_) {
            WF_TRY(Value value, part.evaluate(context));
            builder.set(key, std::move(value));
        }
        return std::move(builder).freeze();
    }

private:
    std::vector<std::pair<Value, Part>> members_;
};

class Compiler {
public:
    explicit Compiler(bool lenient) : lenient_(lenient) {}

    Result<NodePtr> compile(const Value& source) const {
        if (source.is_string()) return compile_text(source.as_string());
        if (source.is_list()) return compile_list(source);
        if (source.is_dict()) return compile_dict(source);
        return NodePtr{};
    }

private:
    Result<NodePtr> compile_text(std::string_view text) const {
        const std::optional<Language> language = language_of(text);
        if (!language) return NodePtr{};
        auto program = TextProgram::compile(text, *language);
        if (program) {
            if (!lenient_) WF_CHECK(check_unmixed(text));
            return std::make_shared<TextNode>(*std::move(program));
        }
        if (!lenient_)
            return tl::unexpected(as_grammar_error(*language, std::move(program).error()));
        Error error = as_evaluation_error(*language, std::move(program).error(), text);
        return std::make_shared<BrokenNode>(std::move(error));
    }

    Result<NodePtr> compile_list(const Value& source) const {
        std::vector<Part> items;
        bool dynamic = false;
        for (const Value& item : source.items()) {
            WF_TRY(NodePtr node, compile(item));
            dynamic = dynamic || node;
            items.push_back({item, std::move(node)});
        }
        if (!dynamic) return NodePtr{};
        return std::make_shared<ListNode>(std::move(items));
    }

    Result<NodePtr> compile_dict(const Value& source) const {
        std::vector<std::pair<Value, Part>> members;
        bool dynamic = false;
        for (const Member& member : source.members()) {
            WF_TRY(NodePtr node, compile(member.value));
            dynamic = dynamic || node;
            members.emplace_back(member.key, Part{member.value, std::move(node)});
        }
        if (!dynamic) return NodePtr{};
        return std::make_shared<DictNode>(std::move(members));
    }

    bool lenient_;
};

}  // namespace

Result<Template> Template::compile(const Value& source) {
    if (source.depth() > depth_max)
        return fail(ErrorCode::limit_exceeded, "The value is nested too deeply");
    WF_TRY(NodePtr node, Compiler(false).compile(source));
    Template made;
    made.source_ = source;
    made.node_ = std::move(node);
    return made;
}

Template Template::compile_lenient(const Value& source) {
    Template made;
    made.source_ = source;
    if (source.depth() > depth_max) return made;
    // Lenient compilation turns every failure into a node.
    if (Result<NodePtr> node = Compiler(true).compile(source)) made.node_ = *std::move(node);
    return made;
}

Template Template::constant(Value value) {
    Template made;
    made.source_ = std::move(value);
    return made;
}

Template Template::dict(const std::vector<std::pair<std::string, Template>>& members) {
    DictBuilder sources(members.size());
    std::vector<std::pair<Value, Part>> parts;
    bool dynamic = false;
    for (const auto& [name, member] : members) {
        if (member.is_constant() && member.source().is_null()) continue;
        sources.set(name, member.source_);
        parts.emplace_back(name, Part{member.source_, member.node_});
        dynamic = dynamic || member.node_;
    }
    Template made;
    made.source_ = std::move(sources).freeze();
    if (dynamic) made.node_ = std::make_shared<DictNode>(std::move(parts));
    return made;
}

bool Template::is_constant() const {
    return node_ == nullptr;
}

Result<Value> Template::evaluate(const Scope& scope) const {
    if (!node_) return source_;
    if (!scope.evaluates_over_nothing && !truthy(scope.data)) return source_;
    Context context(scope, Language::yaql);
    return node_->evaluate(context);
}

bool has_expression(std::string_view text) {
    return language_of(text).has_value();
}

Result<void> validate_text(std::string_view text, const Options& options) {
    return check_text(text, options);
}

}  // namespace wf::expr
