// What str.encode() gives. Templates can print, measure, decode and iterate nothing else of it.
#pragma once
#include "expr/jinja/object/thing.hpp"

namespace wf::expr::jinja {

Value make_bytes(std::string bytes);

}  // namespace wf::expr::jinja
