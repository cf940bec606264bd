#pragma once

namespace wf::engine {
struct Env;
struct Decisions;
struct EngineOptions;
class Definitions;
class ExecutionReader;
class Step;
}  // namespace wf::engine
