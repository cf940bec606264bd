#pragma once

namespace wf {
struct Error;
struct Id;
struct Instant;
}  // namespace wf
