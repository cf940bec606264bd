// Base of all objects that only Jinja2 knows. Rule: in a Jinja2 evaluation every runtime Object of
// kind `other` or `undefined` is a Thing; iterators and walkables are the shared runtime's.
#pragma once
#include "expr/jinja/run/evaluation.hpp"
#include "expr/runtime/object.hpp"

#include <optional>
#include <string>

namespace wf::expr::jinja {

enum class Shape : std::uint8_t {
    undefined,
    safe_text,
    list,  // mutable
    dict,  // mutable
    view,
    range,
    bytes,
    space,  // namespace()
    loop,
    cycler,
    function,  // anything callable
    leftover,  // what remains of an object in a result
};

class Thing : public Object {
public:
    explicit Thing(Shape shape)
        : Object(shape == Shape::undefined ? ObjectKind::undefined : ObjectKind::other),
          shape_(shape) {}

    ~Thing() override;

    Shape shape() const { return shape_; }

    std::string_view type_name() const override { return "object"; }

    /// An attribute of its own; nullopt if there is none.
    virtual std::optional<Value> attribute(Evaluation& run, std::string_view name);
    /// @raises TypeError "'X' object is not callable" unless overridden.
    virtual Value call(Evaluation& run, const Args& args);

    virtual bool is_callable() const { return false; }

    /// Name of the type in messages.
    virtual std::string_view python_type() const { return "object"; }

    /// What it holds, given away: breaks cycles at the end of an evaluation.
    virtual std::vector<Value> surrender() { return {}; }

    /// The evaluation's list of things that can form cycles; see Evaluation::enlist.
    struct Links {
        Evaluation* owner = nullptr;
        Thing* previous = nullptr;
        Thing* next = nullptr;
    };

    Links links;

private:
    Shape shape_;
};

inline Thing* thing_if(const Value& value) {
    Object* object = object_if(value);
    if (object == nullptr) return nullptr;
    const ObjectKind kind = object->object_kind();
    return kind == ObjectKind::other || kind == ObjectKind::undefined ? static_cast<Thing*>(object)
                                                                      : nullptr;
}

inline Thing* thing_if(const Value& value, Shape shape) {
    Thing* thing = thing_if(value);
    return thing != nullptr && thing->shape() == shape ? thing : nullptr;
}

/// The object of a Thing type that declares its own `own_shape`.
template <class T>
T* as(const Value& value) {
    return static_cast<T*>(thing_if(value, T::own_shape));
}

}  // namespace wf::expr::jinja
