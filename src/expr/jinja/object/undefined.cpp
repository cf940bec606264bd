#include "expr/jinja/object/undefined.hpp"

#include "expr/jinja/data/type.hpp"
#include "value/python_text.hpp"

namespace wf::expr::jinja {
namespace {

constexpr std::size_t shown_key_bytes_max = 64U << 10U;

}  // namespace

void Undefined::raise() const {
    raise_missing(kind_, message_, object_);
}

bool Undefined::truth() const {
    require_lenient();
    return false;
}

std::string Undefined::text() const {
    require_lenient();
    return {};
}

std::optional<Value> Undefined::attribute(Evaluation&, std::string_view) {
    raise();
}

Value Undefined::call(Evaluation&, const Args&) {
    raise();
}

Value undefined_because(std::string message) {
    return Value::opaque<Undefined>(std::move(message));
}

Value undefined_name(std::string_view name) {
    return undefined_because("'" + std::string{name} + "' is undefined");
}

Value undefined_attribute(const Value& object, std::string_view name) {
    std::string message = python_repr(std::string_view{object_name(object)}) +
                          " has no attribute " + python_repr(name);
    return Value::opaque<Undefined>(std::move(message), object);
}

Value undefined_item(const Value& object, const Value& key) {
    if (const auto text = text_if(key)) return undefined_attribute(object, *text);
    // The text of a box is not worth an evaluation; that of a value made of shared parts may be
    // larger than any memory.
    const bool shows = key.kind() != Kind::opaque && key.memory_bytes() <= shown_key_bytes_max;
    const std::string shown = shows ? python_repr(key) : "...";
    return undefined_because(object_name(object) + " has no element " + shown);
}

Value unsafe_attribute(const Value& object, std::string_view name) {
    std::string message = "access to attribute " + python_repr(name) + " of '" +
                          std::string{python_type(object)} + "' object is unsafe.";
    return Value::opaque<Undefined>(std::move(message), std::string_view{"SecurityError"});
}

Value lenient_undefined() {
    return Value::opaque<Undefined>(
        "the inline if-expression evaluated to false and no else section was defined.",
        "UndefinedError",
        Undefined::Mode::lenient
    );
}

}  // namespace wf::expr::jinja
