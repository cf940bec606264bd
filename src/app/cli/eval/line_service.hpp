// Lines in, lines out, between two file descriptors: callers may send hundreds of requests before
// they read the first answer.
#pragma once
#include "base/error.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace wf::cli {

/// The answer to one line, without a line feed.
using AnswerLine = std::function<std::string(std::string_view line)>;

inline constexpr std::size_t line_bytes_max = std::size_t{256} << 20U;

/// Answers every non-empty line of `input` on `output`, in order, until the input ends. Goes on
/// reading while nobody reads the answers, and has written all of them before it waits for input.
/// A line beyond line_bytes_max is answered as if it were its first bytes.
/// @errors external_failed if reading or writing fails; a reader that goes away ends it quietly.
Result<void> serve_lines(int input, int output, const AnswerLine& answer);

}  // namespace wf::cli
