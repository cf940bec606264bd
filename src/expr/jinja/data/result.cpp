#include "expr/jinja/data/result.hpp"

#include "expr/jinja/data/walk.hpp"
#include "value/json.hpp"

namespace wf::expr::jinja {
namespace {

/// What remains of a function, namespace ... when its evaluation is over.
class Leftover : public Thing {
public:
    Leftover(std::string_view type, std::string text)
        : Thing(Shape::leftover), type_(type), text_(std::move(text)) {}

    std::string_view type_name() const override { return type_; }

    std::string text() const override { return text_; }

private:
    std::string_view type_;  // a literal
    std::string text_;
};

Value finish_part(Evaluation& run, const Value& value);

Value finish_items(Evaluation& run, const Value& iterable, ListFlavor flavor) {
    std::vector<Value> items = collect(run, iterable);
    for (Value& item : items) item = finish_part(run, item);
    return Value::list(std::move(items), flavor);
}

Value finish_dict(Evaluation& run, const Value& dict) {
    DictBuilder out{members_of(dict).size()};
    for (const Member& member : members_of(dict))
        out.set(member.key, finish_part(run, member.value));
    return std::move(out).freeze();
}

Value finish_object(Evaluation& run, const Value& value) {
    switch (type_of(value)) {
    case Type::undefined:
        as<Undefined>(value)->require_lenient();
        return Value::opaque<Leftover>("undefined", "");
    case Type::text: return Value{*text_if(value)};
    case Type::list:
    case Type::iterator: return finish_items(run, value, ListFlavor::plain);
    case Type::dict: return finish_dict(run, value);
    default: break;
    }
    Thing* thing = thing_if(value);
    if (thing == nullptr) return value;
    if (thing->shape() == Shape::view || thing->shape() == Shape::range)
        return finish_items(run, value, ListFlavor::plain);
    if (thing->shape() == Shape::bytes) return Value::opaque<Leftover>("bytes", thing->text());
    return Value::opaque<Leftover>(
        thing->type_name() == "function" ? "function" : "object", thing->text()
    );
}

/// True for plain JSON all the way down, which values of the data are in most evaluations. The
/// value knows that about itself, so asking costs nothing; copying a large context would.
bool is_plain(const Value& value) {
    const Result<Value> plain = to_plain_json(value);
    return plain && plain->same_as(value);
}

Value finish_part(Evaluation& run, const Value& value) {
    run.budget().step();
    const Nesting nesting{run.budget(), data_level};
    switch (value.kind()) {
    case Kind::opaque: return finish_object(run, value);
    case Kind::list: return is_plain(value) ? value : finish_items(run, value, value.flavor());
    case Kind::dict: return is_plain(value) ? value : finish_dict(run, value);
    default: return value;
    }
}

}  // namespace

Value finish(Evaluation& run, const Value& value) {
    return finish_part(run, value);
}

}  // namespace wf::expr::jinja
