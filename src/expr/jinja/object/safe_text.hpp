// A text that must not be escaped again: result of `escape`, `safe`, `tojson` and of macros under
// autoescape.
#pragma once
#include "expr/jinja/object/thing.hpp"

namespace wf::expr::jinja {

class SafeText : public Thing {
public:
    static constexpr Shape own_shape = Shape::safe_text;

    explicit SafeText(std::string text) : Thing(Shape::safe_text), text_(std::move(text)) {}

    const std::string& view() const { return text_; }

    std::string_view type_name() const override { return "object"; }

    std::string_view python_type() const override { return "Markup"; }

    bool truth() const override { return !text_.empty(); }

    std::string text() const override { return text_; }

private:
    std::string text_;
};

inline Value safe_text(std::string text) {
    return Value::opaque<SafeText>(std::move(text));
}

/// Appends with & < > ' " written as entities.
void append_escaped(std::string& out, std::string_view text);

}  // namespace wf::expr::jinja
