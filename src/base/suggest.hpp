// "Did you mean": the nearest of the known names.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace wf {

class Suggestion {
public:
    explicit Suggestion(std::string_view wanted);
    void consider(std::string_view candidate);

    /// Empty if nothing is near enough.
    std::string text() && { return std::move(best_); }

private:
    std::string_view wanted_;
    std::string best_;
    std::size_t best_distance_;
};

/// "; did you mean 'x'?" for messages, or nothing if no known name is near enough.
std::string did_you_mean(std::string_view wanted, std::span<const std::string_view> known);

/// Edits (insert, delete, replace, swap of neighbours) from one text to the other, `limit` + 1 if
/// more.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

}  // namespace wf
