#pragma once

namespace wf {
class DefinitionCache;
class Runtime;
struct RuntimeOptions;
}  // namespace wf
