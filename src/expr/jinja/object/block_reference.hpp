// `self`: the blocks of the template as functions.
#pragma once
#include "expr/jinja/object/thing.hpp"

namespace wf::expr::jinja {

Value template_reference(Frame& frame);

}  // namespace wf::expr::jinja
