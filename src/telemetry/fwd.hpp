#pragma once

namespace wf {
class Logger;
class LogField;
class Metrics;
class Counter;
class Gauge;
class Histogram;
}  // namespace wf
