// Lines that a person types, or that come from a pipe.
#pragma once
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

namespace wf::cli {

class LineSource {
public:
    virtual ~LineSource() = default;
    /// Without its line feed; nullopt at the end.
    virtual std::optional<std::string> next() = 0;
    virtual bool is_terminal() const = 0;
};

/// With editing and a history if `in` is a terminal.
std::unique_ptr<LineSource> open_lines(std::FILE* in, std::FILE* out, const char* prompt);

}  // namespace wf::cli
