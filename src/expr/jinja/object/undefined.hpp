// A name, attribute or item that is not there. Strict: any use but `is defined`, `default` and
// storing fails.
#pragma once
#include "expr/jinja/object/thing.hpp"

namespace wf::expr::jinja {

class Undefined : public Thing {
public:
    static constexpr Shape own_shape = Shape::undefined;

    /// Strictness of the value: `lenient` is what a conditional without `else` gives; it prints as
    /// empty text.
    enum class Mode : std::uint8_t { strict, lenient };

    explicit Undefined(
        std::string message, std::string_view kind = "UndefinedError", Mode mode = Mode::strict
    )
        : Thing(Shape::undefined), message_(std::move(message)), kind_(kind), mode_(mode) {}

    /// `object` has no such attribute or item.
    Undefined(std::string message, Value object)
        : Thing(Shape::undefined), message_(std::move(message)), kind_("UndefinedError"),
          mode_(Mode::strict), object_(std::move(object)) {}

    bool is_lenient() const { return mode_ == Mode::lenient; }

    [[noreturn]] void raise() const;

    /// Fails unless lenient.
    void require_lenient() const {
        if (!is_lenient()) raise();
    }

    std::string_view type_name() const override { return "undefined"; }

    std::string_view python_type() const override {
        return is_lenient() ? "Undefined" : "StrictUndefined";
    }

    bool truth() const override;
    std::string text() const override;
    std::optional<Value> attribute(Evaluation& run, std::string_view name) override;
    Value call(Evaluation& run, const Args& args) override;

private:
    std::string message_;
    std::string_view kind_;  // a literal
    Mode mode_;
    Value object_;  // what it is missed in
};

inline bool is_undefined(const Value& value) {
    return thing_if(value, Shape::undefined) != nullptr;
}

/// "'x' is undefined".
Value undefined_name(std::string_view name);
/// "'dict object' has no attribute 'x'".
Value undefined_attribute(const Value& object, std::string_view name);
/// "list object has no element 5"; for a text key as undefined_attribute.
Value undefined_item(const Value& object, const Value& key);
/// With a message of its own.
Value undefined_because(std::string message);
/// A value whose every use is a SecurityError.
Value unsafe_attribute(const Value& object, std::string_view name);
/// `{{ x if c }}` when c is false.
Value lenient_undefined();

}  // namespace wf::expr::jinja
