// Python's str() and repr() of everything a template can hold.
#pragma once
#include "expr/jinja/data/type.hpp"

#include <string>

namespace wf::expr::jinja {

/// Appends str(value). @raises UndefinedError, RecursionError.
void append_text(Evaluation& run, std::string& out, const Value& value);
std::string text_of(Evaluation& run, const Value& value);
/// Appends repr(value).
void append_repr(Evaluation& run, std::string& out, const Value& value);
std::string repr_of(Evaluation& run, const Value& value);

/// Appends str(value) as the output of a tag: escaped unless safe when `run.escapes`.
void append_output(Evaluation& run, std::string& out, const Value& value);
/// str(value) escaped, safe texts as they are.
std::string escaped_text(Evaluation& run, const Value& value);

}  // namespace wf::expr::jinja
