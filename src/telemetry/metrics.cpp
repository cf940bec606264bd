#include "telemetry/metrics.hpp"

#include "base/assert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <mutex>
#include <variant>

namespace wf {

namespace {

// By pointer: references stay valid while the maps grow.
using Series =
    std::variant<std::unique_ptr<Counter>, std::unique_ptr<Gauge>, std::unique_ptr<Histogram>>;

struct Family {
    std::string help;
    std::map<std::string, Series, std::less<>> by_labels;
};

std::string braces(std::string_view labels, std::string_view more = "") {
    if (labels.empty() && more.empty()) return "";
    const std::string_view comma = labels.empty() || more.empty() ? "" : ",";
    return fmt::format("{{{}{}{}}}", labels, comma, more);
}

struct SeriesWriter {
    std::string& out;
    std::string_view name;
    std::string_view labels;

    template <class T>
    void number(std::string_view suffix, std::string_view more, T value) {
        fmt::format_to(
            std::back_inserter(out), "{}{}{} {}\n", name, suffix, braces(labels, more), value
        );
    }

    void operator()(const std::unique_ptr<Counter>& counter) { number("", "", counter->value()); }

    void operator()(const std::unique_ptr<Gauge>& gauge) { number("", "", gauge->value()); }

    void operator()(const std::unique_ptr<Histogram>& histogram) {
        for (std::size_t i = 0; i < histogram_bounds.size(); ++i) {
            const std::string bound = fmt::format("le=\"{}\"", histogram_bounds[i]);
            number("_bucket", bound, histogram->count_up_to(i));
        }
        number("_bucket", "le=\"+Inf\"", histogram->count());
        number("_sum", "", histogram->sum());
        number("_count", "", histogram->count());
    }
};

constexpr std::string_view type_names[] = {"counter", "gauge", "histogram"};

}  // namespace

void Histogram::observe(double seconds) {
    const double positive = std::max(seconds, 0.0);
    const auto* bound = std::ranges::lower_bound(histogram_bounds, positive);
    const auto bucket = static_cast<std::size_t>(bound - histogram_bounds.begin());
    buckets_[bucket].fetch_add(1, std::memory_order_relaxed);
    count_.fetch_add(1, std::memory_order_relaxed);
    const auto micros = static_cast<std::uint64_t>(std::llround(positive * 1e6));
    sum_micros_.fetch_add(micros, std::memory_order_relaxed);
}

double Histogram::sum() const {
    return static_cast<double>(sum_micros_.load(std::memory_order_relaxed)) / 1e6;
}

std::uint64_t Histogram::count_up_to(std::size_t bucket) const {
    std::uint64_t total = 0;
    for (std::size_t i = 0; i <= bucket; ++i) total += buckets_[i].load(std::memory_order_relaxed);
    return total;
}

struct Metrics::Registry {
    mutable std::mutex mutex;
    std::map<std::string, Family, std::less<>> families;

    template <class T>
    T& find_or_add(const MetricName& name) {
        const std::lock_guard lock{mutex};
        Family& family = families[std::string{name.name}];
        if (family.help.empty()) family.help = name.help;
        auto found = family.by_labels.find(name.labels);
        if (found == family.by_labels.end()) {
            found = family.by_labels.emplace(name.labels, std::make_unique<T>()).first;
        }
        auto* series = std::get_if<std::unique_ptr<T>>(&found->second);
        WF_ASSERT(series != nullptr, "a metric's name is used for two types");
        return **series;
    }
};

Metrics::Metrics() : registry_(std::make_unique<Registry>()) {
}

Metrics::~Metrics() = default;

Counter& Metrics::counter(const MetricName& name) {
    return registry_->find_or_add<Counter>(name);
}

Gauge& Metrics::gauge(const MetricName& name) {
    return registry_->find_or_add<Gauge>(name);
}

Histogram& Metrics::histogram(const MetricName& name) {
    return registry_->find_or_add<Histogram>(name);
}

std::string Metrics::prometheus_text() const {
    const std::lock_guard lock{registry_->mutex};
    std::string out;
    for (const auto& [name, family] : registry_->families) {
        const std::size_t type = family.by_labels.begin()->second.index();
        fmt::format_to(
            std::back_inserter(out),
            "# HELP {0} {1}\n# TYPE {0} {2}\n",
            name,
            family.help,
            type_names[type]
        );
        for (const auto& [labels, series] : family.by_labels) {
            std::visit(SeriesWriter{out, name, labels}, series);
        }
    }
    return out;
}

}  // namespace wf
