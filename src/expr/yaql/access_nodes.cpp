// What may follow a value: `.word`, `.name(...)`, `[...]`, with `?.` for the first two; and
// function calls.
#include "expr/functions/operators.hpp"
#include "expr/functions/set_like.hpp"
#include "expr/runtime/datetime.hpp"
#include "expr/runtime/iterator.hpp"
#include "expr/yaql/build.hpp"
#include "expr/yaql/call_site.hpp"
#include "value/python_text.hpp"

#include <optional>

namespace wf::expr::yaql {
namespace {

[[noreturn]] void raise_no_property(std::string_view name) {
    std::string message =
        is_property_name(name) ? "No function \"#property#" : "Unknown function \"#property#";
    message += name;
    message += '"';
    if (is_property_name(name))
        raise("NoMatchingFunction", message + " matches supplied arguments");
    raise("NoFunctionRegistered", std::move(message));
}

Value property(Context& context, const Value& base, const Value& key);

// `$.servers.name`: the property of every item, when it is asked for.
class PropertyIterator final : public Iterator {
public:
    PropertyIterator(Context& context, const Value& collection, const Value& key)
        : Iterator(context), source_(context, collection), key_(key) {}

private:
    bool advance(Value& out) override {
        Value item;
        if (!source_.next(item)) return false;
        out = property(context(), item, key_);
        return true;
    }

    Cursor source_;
    Value key_;
};

Value property(Context& context, const Value& base, const Value& key) {
    const std::string_view name = key.as_string();
    if (base.is_dict()) {
        if (const Value* found = base.find(name)) return *found;
        raise_missing("KeyError", python_repr(name), base);
    }
    if (is_collection(base)) {
        const Value source = limit_walk(context, base, context.options().limit_iterators);
        return Value::opaque<PropertyIterator>(context, source, key);
    }
    if (std::optional<Value> found = property_of(base, name)) return *std::move(found);
    raise_no_property(name);
}

class PropertyNode final : public Node {
public:
    PropertyNode(NodePtr base, Value key, Access access)
        : base_(std::move(base)), key_(std::move(key)), access_(access) {
        stands_on(*base_);
    }

    Value evaluate(Frame& frame, Context& context) const override {
        Value hold;
        return refer(frame, context, hold);
    }

    const Value& refer(Frame& frame, Context& context, Value& hold) const override {
        const Value& base = base_->refer(frame, context, hold);
        if (base.is_dict()) [[likely]] {
            if (const Value* found = base.find(key_.as_string())) return *found;
        }
        if (access_.elvis && base.is_null()) return base;
        // Not in one step: `base` may live in `hold`.
        Value result = looked_up(context, base);
        hold = std::move(result);
        return hold;
    }

private:
    Value looked_up(Context& context, const Value& base) const {
        try {
            return property(context, base, key_);
        } catch (EvalError& error) {
            error.mark(access_.place);
            throw;
        }
    }

    NodePtr base_;
    Value key_;
    Access access_;
};

class MethodNode final : public Node {
public:
    MethodNode(NodePtr base, std::string_view name, Arguments arguments, Access access)
        : base_(std::move(base)), site_(name, std::move(arguments), true, access.place),
          elvis_(access.elvis) {
        stands_on(*base_);
        stands_on(site_.height());
    }

    Value evaluate(Frame& frame, Context& context) const override {
        Value hold;
        const Value& receiver = base_->refer(frame, context, hold);
        if (elvis_ && receiver.is_null()) return nullptr;
        return site_.call(frame, context, &receiver);
    }

private:
    NodePtr base_;
    CallSite site_;
    bool elvis_;
};

class CallNode final : public Node {
public:
    CallNode(std::string_view name, Arguments arguments, std::uint32_t place)
        : site_(name, std::move(arguments), false, place) {
        stands_on(site_.height());
    }

    Value evaluate(Frame& frame, Context& context) const override {
        return site_.call(frame, context, nullptr);
    }

private:
    CallSite site_;
};

class BadAccessNode final : public Node {
public:
    BadAccessNode(NodePtr base, NodePtr right, Access access)
        : base_(std::move(base)), right_(std::move(right)), access_(access) {
        stands_on(*base_);
        stands_on(*right_);
    }

    Value evaluate(Frame& frame, Context& context) const override {
        // That no overload takes the right side is known before the left one is evaluated; `?.`
        // looks at the left one first.
        if (access_.elvis && base_->evaluate(frame, context).is_null()) return nullptr;
        try {
            operators::raise_no_match("#operator_.");
        } catch (EvalError& error) {
            error.mark(access_.place);
            throw;
        }
    }

private:
    NodePtr base_;
    NodePtr right_;  // kept for its height only: parsed, never evaluated
    Access access_;
};

class IndexNode final : public Node {
public:
    IndexNode(NodePtr base, Arguments arguments, std::uint32_t place)
        : base_(std::move(base)), arguments_(std::move(arguments)), place_(place) {
        stands_on(*base_);
        for (const Argument& argument : arguments_)
            if (argument.value) stands_on(*argument.value);
        const std::size_t count = arguments_.size();
        fits_ = (count == 1 || count == 2) && arguments_[0].value && !arguments_[0].key;
        if (count == 2) {
            const Argument& second = arguments_[1];
            const bool named = second.key && second.key->is_word() &&
                               second.key->constant()->as_string() == "default";
            fits_ = fits_ && second.value && (!second.key || named);
        }
    }

    Value evaluate(Frame& frame, Context& context) const override {
        Value hold;
        return refer(frame, context, hold);
    }

    const Value& refer(Frame& frame, Context& context, Value& hold) const override {
        try {
            return refer_unmarked(frame, context, hold);
        } catch (EvalError& error) {
            error.mark(place_);
            throw;
        }
    }

private:
    const Value& refer_unmarked(Frame& frame, Context& context, Value& hold) const {
        const Value& base = base_->refer(frame, context, hold);
        if (!fits_) operators::raise_no_match("#indexer");
        Value index_hold;
        const Value& index = arguments_[0].value->refer(frame, context, index_hold);
        if (arguments_.size() == 2) {
            Value result = arguments_[1].value->evaluate(frame, context);
            if (!base.is_dict()) operators::raise_no_match("#indexer");
            check_hashable(context, index);
            if (const Value* found = base.find(index)) result = *found;
            hold = std::move(result);
            return hold;
        }
        if (base.is_dict()) return member(context, base, index);
        if (base.is_list() && (index.is_integer() || index.is_bool())) return element(base, index);
        operators::raise_no_match("#indexer");
    }

    static const Value& member(Context& context, const Value& dict, const Value& key) {
        check_hashable(context, key);
        const Value* found = dict.find(key);
        if (found == nullptr) raise_missing("KeyError", python_repr(key, PlainListAs::tuple), dict);
        return *found;
    }

    static const Value& element(const Value& list, const Value& index) {
        const auto size = static_cast<std::int64_t>(list.size());
        std::int64_t position = index.is_bool() ? static_cast<std::int64_t>(index.as_bool())
                                : index.kind() == Kind::integer ? index.as_int()
                                                                : size;
        if (position < 0) position += size;
        if (position < 0 || position >= size)
            raise(
                "IndexError",
                list.flavor() == ListFlavor::fresh ? "list index out of range"
                                                   : "tuple index out of range"
            );
        return list.at(static_cast<std::size_t>(position));
    }

    NodePtr base_;
    Arguments arguments_;
    std::uint32_t place_;
    bool fits_ = false;
};

}  // namespace

NodePtr make_property(NodePtr base, Value key, Access access) {
    return std::make_unique<PropertyNode>(std::move(base), std::move(key), access);
}

NodePtr make_method_call(NodePtr base, std::string_view name, Arguments arguments, Access access) {
    return std::make_unique<MethodNode>(std::move(base), name, std::move(arguments), access);
}

NodePtr make_bad_access(NodePtr base, NodePtr right, Access access) {
    return std::make_unique<BadAccessNode>(std::move(base), std::move(right), access);
}

NodePtr make_index(NodePtr base, Arguments arguments, std::uint32_t place) {
    return std::make_unique<IndexNode>(std::move(base), std::move(arguments), place);
}

NodePtr make_call(std::string_view name, Arguments arguments, std::uint32_t place) {
    return std::make_unique<CallNode>(name, std::move(arguments), place);
}

}  // namespace wf::expr::yaql
