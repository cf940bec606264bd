// Attributes, items and slices, with the sandbox rules.
#pragma once
#include "expr/jinja/data/type.hpp"

#include <array>

namespace wf::expr::jinja {

struct Builtin;

/// A name after a dot, looked up in the method tables once, when the template is compiled.
struct AttributeName {
    explicit AttributeName(std::string_view text);

    Value name;  ///< text

    std::string_view view() const { return name.as_string(); }

    const Builtin* method_of(Type type) const;
    bool is_dunder;     ///< exists on every Python object: a security matter
    bool changes_data;  ///< a method that changes its receiver has this name

private:
    struct Methods {
        const Builtin* text = nullptr;
        const Builtin* list = nullptr;
        const Builtin* tuple = nullptr;
        const Builtin* dict = nullptr;
        const Builtin* integer = nullptr;
        const Builtin* floating = nullptr;
        const Builtin* set = nullptr;
    };

    Methods methods_;
};

/// `object.name`: attribute, then item, else an undefined value.
Value attribute_of(Evaluation& run, const Value& object, const AttributeName& name);
/// `object.name` without falling back to items: the filter `attr`.
Value strict_attribute_of(Evaluation& run, const Value& object, const AttributeName& name);
/// `object[key]`: item, then attribute, else an undefined value.
Value item_of(Evaluation& run, const Value& object, const Value& key);
/// The item if there is one; nullopt for a missing key, a bad index and objects without items.
std::optional<Value> item_if(Evaluation& run, const Value& object, const Value& key);
/// `object[start:stop:step]`; null parts were left out. @raises TypeError, ValueError.
Value slice_of(Evaluation& run, const Value& object, const std::array<Value, 3>& parts);

}  // namespace wf::expr::jinja
