#include "app/cases/diff.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace wf::cases {
namespace {

constexpr std::size_t lines_max = 2000;  // of each side: the table is quadratic
constexpr std::size_t context = 3;

using Lines = std::vector<std::string_view>;

struct Line {
    char mark;
    std::string_view text;
};

Lines split(std::string_view text) {
    Lines lines;
    while (!text.empty() && lines.size() < lines_max) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// Lengths of the longest common subsequences of all pairs of tails.
class CommonTails {
public:
    CommonTails(const Lines& before, const Lines& after)
        : width_(after.size() + 1), lengths_((before.size() + 1) * width_, 0) {
        for (std::size_t i = before.size(); i-- > 0;) {
            for (std::size_t k = after.size(); k-- > 0;) {
                lengths_[i * width_ + k] = before[i] == after[k]
                                               ? at(i + 1, k + 1) + 1
                                               : std::max(at(i + 1, k), at(i, k + 1));
            }
        }
    }

    std::size_t at(std::size_t i, std::size_t k) const { return lengths_[i * width_ + k]; }

private:
    std::size_t width_;
    std::vector<std::size_t> lengths_;
};

std::vector<Line> merge(const Lines& before, const Lines& after) {
    const CommonTails tails{before, after};
    std::vector<Line> merged;
    std::size_t i = 0;
    std::size_t k = 0;
    while (i < before.size() || k < after.size()) {
        const bool both = i < before.size() && k < after.size();
        if (both && before[i] == after[k]) {
            merged.push_back({' ', before[i]});
            ++i;
            ++k;
        } else if (k == after.size() || (both && tails.at(i + 1, k) >= tails.at(i, k + 1))) {
            merged.push_back({'-', before[i++]});
        } else {
            merged.push_back({'+', after[k++]});
        }
    }
    return merged;
}

bool is_near_change(const std::vector<Line>& lines, std::size_t at) {
    const std::size_t begin = at > context ? at - context : 0;
    const std::size_t end = std::min(at + context + 1, lines.size());
    for (std::size_t i = begin; i < end; ++i) {
        if (lines[i].mark != ' ') return true;
    }
    return false;
}

}  // namespace

std::string line_diff(std::string_view before, std::string_view after) {
    const std::vector<Line> lines = merge(split(before), split(after));
    std::string out;
    bool is_cut = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!is_near_change(lines, i)) {
            if (!is_cut) out += "  ...\n";
            is_cut = true;
            continue;
        }
        is_cut = false;
        out += lines[i].mark;
        out += ' ';
        out += lines[i].text;
        out += '\n';
    }
    return out;
}

}  // namespace wf::cases
