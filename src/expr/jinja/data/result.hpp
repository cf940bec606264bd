// The last step of evaluating an expression: a value that can leave the evaluation.
#pragma once
#include "expr/jinja/data/type.hpp"

namespace wf::expr::jinja {

/// Without boxes, generators, views, ranges and safe texts: lists, dicts and texts stand for them.
/// Objects without such a form become inert ones with the same type name.
/// @raises UndefinedError for undefined values, also inside of lists; a lenient one as the whole
/// stays.
Value finish(Evaluation& run, const Value& value);

}  // namespace wf::expr::jinja
