// Global functions that make objects: namespace, cycler, joiner.
#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/data/keys.hpp"
#include "expr/jinja/data/walk.hpp"
#include "expr/jinja/object/dict_update.hpp"
#include "expr/jinja/object/function.hpp"
#include "expr/jinja/object/space.hpp"

namespace wf::expr::jinja {
namespace {

Value make_namespace(Call& call) {
    if (call.rest().size() > 1)
        raise_type("dict expected at most 1 argument, got " + std::to_string(call.rest().size()));
    Value space = Value::opaque<Space>();
    call.run.enlist(*thing_if(space));
    if (!call.rest().empty()) update_dict(call.run, as<Space>(space)->members(), call.rest()[0]);
    for (const Keyword& keyword : call.named()) as<Space>(space)->set(keyword.name, keyword.value);
    return space;
}

class Cycler : public Thing {
public:
    static constexpr Shape own_shape = Shape::cycler;

    explicit Cycler(std::vector<Value> items) : Thing(Shape::cycler), items_(std::move(items)) {}

    std::string_view python_type() const override { return "jinja2.utils.Cycler"; }

    std::string text() const override { return "<jinja2.utils.Cycler object>"; }

    std::optional<Value> attribute(Evaluation& run, std::string_view name) override;

    std::vector<Value> surrender() override { return std::move(items_); }

    Value next() {
        Value current = items_[position_];
        position_ = (position_ + 1) % items_.size();
        return current;
    }

    void reset() { position_ = 0; }

private:
    std::vector<Value> items_;
    std::size_t position_ = 0;
};

Value cycler_next(Call& call) {
    return as<Cycler>(call[0])->next();
}

Value cycler_reset(Call& call) {
    as<Cycler>(call[0])->reset();
    return {};
}

constexpr Row cycler_rows[] = {
    {"next", "self", "The current item; moves on.", cycler_next},
    {"reset", "self", "Back to the first item.", cycler_reset},
};

std::optional<Value> Cycler::attribute(Evaluation& run, std::string_view name) {
    static const BuiltinTable methods{{cycler_rows}};
    if (name == "current") return items_[position_];
    if (name == "items") return make_tuple(items_);
    if (name == "pos") return Value{static_cast<std::int64_t>(position_)};
    if (const Builtin* method = methods.find(name))
        return bind_method(run, *method, Value::share(*this));
    return std::nullopt;
}

Value make_cycler(Call& call) {
    if (call.rest().empty()) raise("RuntimeError", "at least one item has to be provided");
    Value cycler =
        Value::opaque<Cycler>(std::vector<Value>{call.rest().begin(), call.rest().end()});
    call.run.enlist(*thing_if(cycler));
    return cycler;
}

/// Empty text on the first call, the separator on all others.
class Joiner : public Thing {
public:
    explicit Joiner(Value separator) : Thing(Shape::function), separator_(std::move(separator)) {}

    std::string_view python_type() const override { return "jinja2.utils.Joiner"; }

    std::string text() const override { return "<jinja2.utils.Joiner object>"; }

    bool is_callable() const override { return true; }

    Value call(Evaluation&, const Args& args) override {
        if (!args.positional.empty() || !args.named.empty())
            raise_type("Joiner.__call__() takes 1 positional argument");
        if (used_) return separator_;
        used_ = true;
        return Value{""};
    }

    std::optional<Value> attribute(Evaluation&, std::string_view name) override {
        if (name == "sep") return separator_;
        return name == "used" ? std::optional<Value>{used_} : std::nullopt;
    }

private:
    Value separator_;
    bool used_ = false;
};

Value make_joiner(Call& call) {
    return Value::opaque<Joiner>(call[0]);
}

constexpr Row rows[] = {
    {"cycler",
     "*items",
     "An object whose next() gives the items in turn; current, reset().",
     make_cycler},
    {"joiner",
     "sep=', '",
     "A function that gives empty text first and `sep` from then on.",
     make_joiner},
    {"namespace",
     "*args, **kwargs",
     "An object whose attributes can be set: {% set ns.x = 1 %}.",
     make_namespace},
};

}  // namespace

std::span<const Row> object_globals() {
    return rows;
}

}  // namespace wf::expr::jinja
