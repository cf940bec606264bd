#pragma once

namespace wf {
struct Config;
struct LoadedConfig;
struct Option;
}  // namespace wf
