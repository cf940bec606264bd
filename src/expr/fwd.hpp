#pragma once

namespace wf::expr {
class Context;
class InlineProgram;
class Template;
struct Limits;
struct Options;
struct Scope;
}  // namespace wf::expr
