#include "app/cases/junit.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wf::cases {
namespace {

/// For texts and attributes; what XML 1.0 cannot hold becomes a question mark.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\n': out += "&#10;"; break;
        default: out += static_cast<unsigned char>(c) < 0x20 && c != '\t' ? '?' : c;
        }
    }
    return out;
}

double seconds(std::chrono::microseconds time) {
    return static_cast<double>(time.count()) / 1e6;
}

std::string case_element(const TimedResult& timed) {
    const CaseResult& result = timed.result;
    std::string out = fmt::format(
        "  <testcase classname=\"{}\" name=\"{}\" file=\"{}\" time=\"{:.6f}\"",
        escaped(result.path),
        escaped(result.about.empty() ? result.path : result.about),
        escaped(result.path),
        seconds(timed.duration)
    );
    if (result.verdict == Verdict::passed) return out + "/>\n";
    const std::string_view tag = result.verdict == Verdict::failed ? "failure" : "error";
    const std::string message = result.problems.empty() ? "" : result.problems.front().text;
    out += fmt::format(
        ">\n    <{} message=\"{}\">{}</{}>\n  </testcase>\n",
        tag,
        escaped(message),
        escaped(report_of(result)),
        tag
    );
    return out;
}

}  // namespace

std::string to_junit(std::span<const TimedResult> results) {
    const auto count = [&](Verdict verdict) {
        return std::ranges::count_if(results, [&](const TimedResult& each) {
            return each.result.verdict == verdict;
        });
    };
    std::chrono::microseconds total{0};
    for (const TimedResult& each : results) total += each.duration;
    std::string out = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuite name=\"mistral test\" tests=\"{}\" failures=\"{}\" errors=\"{}\" "
        "time=\"{:.6f}\">\n",
        results.size(),
        count(Verdict::failed),
        count(Verdict::unusable),
        seconds(total)
    );
    for (const TimedResult& each : results) out += case_element(each);
    return out + "</testsuite>\n";
}

}  // namespace wf::cases
