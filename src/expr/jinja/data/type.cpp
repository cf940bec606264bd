#include "expr/jinja/data/type.hpp"

#include "expr/runtime/arithmetic.hpp"
#include "value/python_text.hpp"

namespace wf::expr::jinja {
namespace {

Type type_of_object(const Value& value) {
    const Thing* thing = thing_if(value);
    if (thing == nullptr) {
        const ObjectKind kind = object_if(value)->object_kind();
        return kind == ObjectKind::iterator || kind == ObjectKind::walkable ? Type::iterator
                                                                            : Type::foreign;
    }
    switch (thing->shape()) {
    case Shape::undefined: return Type::undefined;
    case Shape::safe_text: return Type::text;
    case Shape::list: return Type::list;
    case Shape::dict: return Type::dict;
    case Shape::view:
    case Shape::range:
    case Shape::bytes:
    case Shape::space:
    case Shape::loop:
    case Shape::cycler:
    case Shape::function:
    case Shape::leftover: return Type::thing;
    }
    return Type::thing;
}

}  // namespace

Type type_of(const Value& value) {
    switch (value.kind()) {
    case Kind::null: return Type::none;
    case Kind::boolean: return Type::boolean;
    case Kind::integer:
    case Kind::big_integer: return Type::integer;
    case Kind::floating: return Type::floating;
    case Kind::string: return Type::text;
    case Kind::list: return value.flavor() == ListFlavor::tuple ? Type::tuple : Type::list;
    case Kind::dict: return Type::dict;
    case Kind::set: return Type::set;
    case Kind::datetime: return Type::datetime;
    case Kind::timespan: return Type::timespan;
    case Kind::opaque: return type_of_object(value);
    }
    return Type::foreign;
}

std::string_view python_type(const Value& value) {
    if (const Thing* thing = thing_if(value)) return thing->python_type();
    switch (type_of(value)) {
    case Type::list: return "list";
    case Type::tuple: return "tuple";
    case Type::iterator: return "generator";
    default: return python_type_name(value);
    }
}

std::string object_name(const Value& value) {
    if (value.is_null()) return "None";
    return std::string{python_type(value)} + " object";
}

std::string_view need_text(const Value& value, std::string_view what) {
    if (const auto text = text_if(value)) return *text;
    raise_type(
        std::string{what} + ": expected str instance, " + std::string{python_type(value)} + " found"
    );
}

std::int64_t need_integer(const Value& value, std::string_view what) {
    if (is_integer_like(value)) return arith::to_int64(value);
    raise_type(
        std::string{what} + ": '" + std::string{python_type(value)} +
        "' object cannot be interpreted as an integer"
    );
}

Value make_list(Evaluation& run, std::vector<Value> items) {
    if (run.is_boxed()) return make_list_box(run, std::move(items));
    return Value::list(std::move(items));
}

}  // namespace wf::expr::jinja
