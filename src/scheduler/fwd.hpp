#pragma once

namespace wf {
struct Timer;
class TimerQueue;
}  // namespace wf
