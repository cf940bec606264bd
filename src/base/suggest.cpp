#include "base/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace wf {
namespace {

constexpr std::size_t length_max = 64;

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference > limit || a.size() > length_max || b.size() > length_max) return limit + 1;
    using Row = std::array<std::size_t, length_max + 1>;
    Row before{};
    Row above{};
    Row row{};
    for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + cost});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        before = above;
        above = row;
    }
    return above[b.size()];
}

Suggestion::Suggestion(std::string_view wanted)
    : wanted_(wanted), best_distance_(std::max<std::size_t>(1, wanted.size() / 3) + 1) {
}

void Suggestion::consider(std::string_view candidate) {
    const std::size_t distance = edit_distance(wanted_, candidate, best_distance_ - 1);
    if (distance >= best_distance_) return;
    best_distance_ = distance;
    best_ = candidate;
}

std::string did_you_mean(std::string_view wanted, std::span<const std::string_view> known) {
    Suggestion suggestion{wanted};
    for (const std::string_view name : known) suggestion.consider(name);
    const std::string near = std::move(suggestion).text();
    return near.empty() ? std::string{} : fmt::format("; did you mean '{}'?", near);
}

}  // namespace wf
