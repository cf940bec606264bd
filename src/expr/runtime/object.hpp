// Base of all opaque values of the expression runtime. Rule: inside expr/ every wf::Opaque is an
// Object, so a kind test is one load and no dynamic_cast.
#pragma once
#include "value/value.hpp"

#include <cstdint>
#include <new>
#include <optional>
#include <string>
#include <string_view>

namespace wf::expr {

enum class ObjectKind : std::uint8_t {
    iterator,  // one pass, lazy
    walkable,  // re-walkable lazy collection: views, sorted, memorized
    callable,  // lambda, macro, bound method
    regex,
    context,    // YAQL: result of let(), with(), def() ...
    undefined,  // Jinja2
    other,
};

class Object : public Opaque {
public:
    explicit Object(ObjectKind kind) : object_kind_(kind) {}

    ObjectKind object_kind() const { return object_kind_; }

    virtual bool truth() const { return true; }

    /// str() of the value in both languages; no addresses, so that runs replay.
    virtual std::string text() const;

    /// What stands for it in JSON; nullopt if it has no such form.
    virtual std::optional<Value> json_form() const { return std::nullopt; }

    /// Destroys iteratively: objects hold values that hold objects, in chains of any length.
    static void operator delete(Object* object, std::destroying_delete_t) noexcept;

private:
    ObjectKind object_kind_;
    Object* next_dying_ = nullptr;
};

/// The object behind an opaque value, else nullptr. Objects are confined to one evaluation and made
/// mutable, so an iterator may be advanced through any handle.
inline Object* object_if(const Value& value) {
    if (value.kind() != Kind::opaque) return nullptr;
    return const_cast<Object*>(static_cast<const Object*>(&value.as_opaque()));
}

inline Object* object_if(const Value& value, ObjectKind kind) {
    Object* object = object_if(value);
    return object != nullptr && object->object_kind() == kind ? object : nullptr;
}

/// Python's truth, including the runtime's own objects (an empty view is false, an iterator true).
bool truth_of(const Value& value);

}  // namespace wf::expr
