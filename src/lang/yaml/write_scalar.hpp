// Texts and numbers as YAML scalars: plain where that reads back the same, else in single, else in
// double quotes; long ones folded at blanks.
#pragma once
#include "lang/yaml.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace wf::lang::yaml {

/// The text written so far, and how far the current line has come.
class Line {
public:
    explicit Line(const YamlStyle& style) : width_(style.width) {}

    void put(std::string_view text);
    /// Starts a new line, indented.
    void next(std::size_t indent);
    /// Blanks up to a column.
    void pad_to(std::size_t column);

    /// Whether a blank here, after `ahead` more characters, is a good place to fold.
    bool is_long(std::size_t ahead = 0) const { return width_ != 0 && column_ + ahead > width_; }

    bool is_longer_by_two() const { return width_ != 0 && column_ > width_ + 1; }

    void line_break() {
        text_ += '\n';
        column_ = 0;
    }

    std::size_t column() const { return column_; }

    std::string text() && { return std::move(text_); }

private:
    std::string text_;
    std::size_t column_ = 0;
    std::size_t width_;
};

struct ScalarPlace {
    std::size_t indent = 0;  ///< of the lines that a folded text goes on in
    bool is_key = false;     ///< on one line, then
};

/// Returns whether it was written plain.
bool write_text(
    Line& line, std::string_view text, const ScalarPlace& place, const YamlStyle& style
);
/// Whether a key can stand before its colon on one line; others need "? key".
bool is_simple_key(const Value& key);
std::string float_text(double number);

}  // namespace wf::lang::yaml
