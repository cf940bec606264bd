// Texts in, texts out: what filters and methods do with safe texts on the way.
#pragma once
#include "expr/jinja/data/text.hpp"

namespace wf::expr::jinja {

/// Python's soft_str: texts and safe texts as they are, others as str().
inline Value soft_text(Evaluation& run, const Value& value) {
    return is_text(value) ? value : Value{text_of(run, value)};
}

/// A text of the same kind as `like`: safe if that one is. Charges its length.
inline Value text_like(Evaluation& run, const Value& like, std::string text) {
    run.budget().charge(text.size());
    return thing_if(like, Shape::safe_text) != nullptr ? safe_text(std::move(text)) : Value{text};
}

}  // namespace wf::expr::jinja
