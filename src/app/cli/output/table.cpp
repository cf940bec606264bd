// -f table: cells of several lines, widths in characters.
#include "app/cli/output/render.hpp"

#include <algorithm>

namespace wf::cli {

namespace {

using Lines = std::vector<std::string>;
using Grid = std::vector<std::vector<Lines>>;

Lines lines_of(std::string_view text) {
    Lines lines;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// Characters, not bytes; wide ones count as one.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

Grid grid_of(const Outcome& outcome) {
    Grid grid;
    if (outcome.shape == Shape::fields) {
        grid.push_back({{"Field"}, {"Value"}});
        for (std::size_t i = 0; i < outcome.titles.size(); ++i)
            grid.push_back({{outcome.titles[i]}, lines_of(cell_text(outcome.rows[0][i]))});
        return grid;
    }
    std::vector<Lines>& head = grid.emplace_back();
    for (const std::string& title : outcome.titles) head.push_back({title});
    for (const std::vector<Value>& row : outcome.rows) {
        std::vector<Lines>& cells = grid.emplace_back();
        for (const Value& value : row) cells.push_back(lines_of(cell_text(value)));
    }
    // An empty list is one row of empty cells, as users of the public client know it.
    if (outcome.rows.empty()) grid.emplace_back(outcome.titles.size(), Lines{""});
    return grid;
}

std::vector<std::size_t> widths_of(const Grid& grid) {
    std::vector<std::size_t> widths(grid[0].size());
    for (const auto& row : grid) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            for (const std::string& line : row[i]) widths[i] = std::max(widths[i], width_of(line));
        }
    }
    return widths;
}

void append_row(
    std::string& out, const std::vector<Lines>& row, const std::vector<std::size_t>& widths
) {
    std::size_t height = 1;
    for (const Lines& cell : row) height = std::max(height, cell.size());
    for (std::size_t line = 0; line < height; ++line) {
        out += '|';
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string text = line < row[i].size() ? row[i][line] : "";
            out += ' ';
            out += text;
            out.append(widths[i] - width_of(text) + 1, ' ');
            out += '|';
        }
        out += '\n';
    }
}

}  // namespace

std::string render_table(const Outcome& outcome) {
    const Grid grid = grid_of(outcome);
    const std::vector<std::size_t> widths = widths_of(grid);
    std::string rule = "+";
    for (const std::size_t width : widths) rule += std::string(width + 2, '-') + "+";
    rule += '\n';

    std::string out = rule;
    for (std::size_t i = 0; i < grid.size(); ++i) {
        append_row(out, grid[i], widths);
        if (i == 0) out += rule;
    }
    return out + rule;
}

}  // namespace wf::cli
