// Texts as YAML scalars: plain where that is safe, else quoted, folded at 80 columns.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace wf::expr::yaml {

enum class ScalarStyle : unsigned char { plain, single_quoted, double_quoted };

/// `as_key`: on one line, not folded.
ScalarStyle style_of(std::string_view text, bool as_key);
bool is_multi_line(std::string_view text);

struct ScalarPlace {
    std::size_t column;  ///< where the scalar starts
    std::size_t indent;  ///< of folded lines
    bool may_fold;
};

void write_scalar(
    std::string& out, std::string_view text, ScalarStyle style, const ScalarPlace& place
);

}  // namespace wf::expr::yaml
