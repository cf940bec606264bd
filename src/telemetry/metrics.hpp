// Counters, gauges and histograms, and the registry that names them. No globals: the program makes
// one `Metrics` and hands it on. Names carry their unit (`wf_commit_seconds`); labels have few,
// fixed values.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace wf {

class Counter {
public:
    void add(std::uint64_t count = 1) { value_.fetch_add(count, std::memory_order_relaxed); }

    std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

class Gauge {
public:
    void set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }

    void add(std::int64_t change) { value_.fetch_add(change, std::memory_order_relaxed); }

    std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::int64_t> value_{0};
};

/// Upper bounds of the buckets, in seconds: from a fast turn to a slow peer.
inline constexpr std::array<double, 14> histogram_bounds = {
    0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0};

class Histogram {
public:
    void observe(double seconds);

    std::uint64_t count() const { return count_.load(std::memory_order_relaxed); }

    double sum() const;
    /// Observations not greater than histogram_bounds[bucket].
    std::uint64_t count_up_to(std::size_t bucket) const;

private:
    // One more for what is greater than every bound.
    std::array<std::atomic<std::uint64_t>, histogram_bounds.size() + 1> buckets_{};
    std::atomic<std::uint64_t> count_{0};
    std::atomic<std::uint64_t> sum_micros_{0};
};

struct MetricName {
    std::string_view name;
    std::string_view help;
    std::string_view labels = "";  ///< as Prometheus writes them, without braces: `state="ERROR"`
};

/// Any thread. What it returns lives as long as the registry; asking again for a name returns the
/// same.
class Metrics {
public:
    Metrics();
    ~Metrics();
    Counter& counter(const MetricName& name);
    Gauge& gauge(const MetricName& name);
    Histogram& histogram(const MetricName& name);
    /// All of them in Prometheus' text format 0.0.4, by name.
    std::string prometheus_text() const;

private:
    struct Registry;
    std::unique_ptr<Registry> registry_;
};

}  // namespace wf
