// -f csv and -f value.
#include "app/cli/output/render.hpp"

namespace wf::cli {

namespace {

/// Numbers bare, everything else in quotes, as the public client does by default.
void append_csv(std::string& out, const Value& value) {
    if (value.is_number()) {
        out += cell_text(value);
        return;
    }
    out += '"';
    for (const char c : value.is_null() ? std::string{} : cell_text(value)) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

template <class Row>
void append_csv_row(std::string& out, const Row& row) {
    bool first = true;
    for (const auto& cell : row) {
        if (!first) out += ',';
        first = false;
        append_csv(out, Value{cell});
    }
    out += '\n';
}

}  // namespace

std::string render_csv(const Outcome& outcome) {
    std::string out;
    append_csv_row(out, outcome.titles);
    for (const auto& row : outcome.rows) append_csv_row(out, row);
    return out;
}

std::string render_value(const Outcome& outcome) {
    const char between = outcome.shape == Shape::fields ? '\n' : ' ';
    std::string out;
    for (const std::vector<Value>& row : outcome.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) out += between;
            out += cell_text(row[i]);
        }
        out += '\n';
    }
    return out;
}

}  // namespace wf::cli
