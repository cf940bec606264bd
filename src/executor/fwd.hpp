#pragma once

namespace wf {
class Executor;
struct ExecutorOptions;
struct ActionDef;
struct HttpCall;
struct ActionSettings;
}  // namespace wf
