// Constants, words, variables; lists and maps.
#include "expr/functions/operators.hpp"
#include "expr/functions/resolve.hpp"
#include "expr/functions/set_like.hpp"
#include "expr/yaql/build.hpp"
#include "value/freshness.hpp"

#include <charconv>
#include <string>

namespace wf::expr::yaql {
namespace {

class ConstantNode final : public Node {
public:
    ConstantNode(Value value, Shape shape) : Node(shape), value_(std::move(value)) {}

    Value evaluate(Frame&, Context&) const override { return value_; }

    const Value& refer(Frame&, Context&, Value&) const override { return value_; }

    const Value* constant() const override { return &value_; }

private:
    Value value_;
};

const Value& null_value() {
    static const Value null;
    return null;
}

class PositionalNode final : public Node {
public:
    explicit PositionalNode(std::size_t number) : number_(number) {}

    Value evaluate(Frame& frame, Context&) const override { return find(frame); }

    const Value& refer(Frame& frame, Context&, Value&) const override { return find(frame); }

private:
    const Value& find(const Frame& frame) const {
        const Value* found = frame.positional(number_);
        return found != nullptr ? *found : null_value();
    }

    std::size_t number_;
};

class NamedNode final : public Node {
public:
    explicit NamedNode(std::string_view name) : name_(name) {}

    Value evaluate(Frame& frame, Context& context) const override {
        Value hold;
        return refer(frame, context, hold);
    }

    const Value& refer(Frame& frame, Context& context, Value& hold) const override {
        if (const Value* found = frame.named(name_)) return *found;
        const Value* found = context.special(name_);
        if (found == nullptr) return null_value();
        // The original does not freeze these as it does the data.
        if (!found->is_dict()) return *found;
        hold = as_fresh_dict(*found);
        return hold;
    }

private:
    std::string name_;
};

class ListNode final : public Node {
public:
    ListNode(Arguments items, std::uint32_t place) : items_(std::move(items)), place_(place) {
        for (const Argument& item : items_) {
            if (item.value) stands_on(*item.value);
            if (!item.value || item.key) malformed_ = true;
            if (item.key && !item.key->is_word()) bad_mapping_ = true;
        }
    }

    Value evaluate(Frame& frame, Context& context) const override {
        if (bad_mapping_ || malformed_) refuse();
        context.budget().steps(static_cast<std::int64_t>(items_.size()) + 1);
        context.budget().charge((items_.size() + 2) * sizeof(Value));
        std::vector<Value> items;
        items.reserve(items_.size());
        for (const Argument& item : items_) items.push_back(item.value->evaluate(frame, context));
        return Value::list(std::move(items));
    }

private:
    [[noreturn]] void refuse() const {
        try {
            if (bad_mapping_) raise_unresolved(Resolution::Outcome::bad_mapping, {});
            operators::raise_no_match("#list");
        } catch (EvalError& error) {
            error.mark(place_);
            throw;
        }
    }

    Arguments items_;
    std::uint32_t place_;
    bool malformed_ = false;
    bool bad_mapping_ = false;
};

class MapNode final : public Node {
public:
    MapNode(Arguments members, std::uint32_t place) : members_(std::move(members)), place_(place) {
        for (const Argument& member : members_) {
            if (member.key) stands_on(*member.key);
            if (member.value) stands_on(*member.value);
            if (!member.value || !member.key) malformed_ = true;
        }
    }

    Value evaluate(Frame& frame, Context& context) const override {
        try {
            return built(frame, context);
        } catch (EvalError& error) {
            error.mark(place_);
            throw;
        }
    }

private:
    Value built(Frame& frame, Context& context) const {
        if (malformed_) operators::raise_no_match("#map");
        context.budget().steps(static_cast<std::int64_t>(members_.size()) + 1);
        context.budget().charge((members_.size() + 2) * sizeof(Member));
        DictBuilder builder(members_.size());
        for (const Argument& member : members_) {
            Value key = member.key->evaluate(frame, context);
            check_hashable(context, key);
            builder.set(std::move(key), member.value->evaluate(frame, context));
        }
        return std::move(builder).freeze();
    }

    Arguments members_;
    std::uint32_t place_;
    bool malformed_ = false;
};

}  // namespace

NodePtr make_constant(Value value) {
    return std::make_unique<ConstantNode>(std::move(value), Shape::constant);
}

NodePtr make_word(Value text) {
    return std::make_unique<ConstantNode>(std::move(text), Shape::word);
}

NodePtr make_variable(std::string_view name) {
    if (name.empty()) return std::make_unique<PositionalNode>(1);
    std::size_t number = 0;
    const auto [stop, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    const bool plain_number =
        error == std::errc{} && stop == name.data() + name.size() && name[0] != '0';
    if (plain_number) return std::make_unique<PositionalNode>(number);
    return std::make_unique<NamedNode>(name);
}

NodePtr make_list(Arguments arguments, std::uint32_t place) {
    return std::make_unique<ListNode>(std::move(arguments), place);
}

NodePtr make_map(Arguments arguments, std::uint32_t place) {
    return std::make_unique<MapNode>(std::move(arguments), place);
}

}  // namespace wf::expr::yaql
