// Regular expressions with Python's re syntax, run by PCRE2 within limits.
#pragma once
#include "expr/runtime/context.hpp"
#include "expr/runtime/object.hpp"
#include "value/value.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::expr {

struct RegexFlags {
    bool ignore_case = false;
    bool multi_line = false;
    bool dot_all = false;

    friend bool operator==(const RegexFlags&, const RegexFlags&) = default;
};

struct Range {
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    std::size_t start = none;  ///< bytes
    std::size_t stop = none;

    bool matched() const { return start != none; }
};

/// Group 0 is the whole match.
using Match = std::vector<Range>;

class Regex final : public Object {
public:
    struct Code;

    Regex(std::unique_ptr<Code> code, std::string pattern, RegexFlags flags);
    ~Regex() override;

    /// The same object for the same pattern and flags. @raises RegexError
    static Value compile(Context& context, std::string_view pattern, RegexFlags flags);

    /// First match at or after the byte `from`. @raises a limit error for catastrophic patterns.
    std::optional<Match> search(Context& context, std::string_view text, std::size_t from = 0)
        const;
    /// As search, but an empty match at `from` does not count: how a walk over all matches goes on.
    std::optional<Match> search_not_empty_at(
        Context& context, std::string_view text, std::size_t from
    ) const;

    std::size_t group_count() const;
    /// Names of the groups by number; empty for those without.
    const std::vector<std::string>& group_names() const;

    const std::string& pattern() const { return pattern_; }

    std::string_view type_name() const override { return "regex"; }

    std::string text() const override;

private:
    static Value compiled(Context& context, std::string_view pattern, RegexFlags flags);
    std::optional<Match> run(
        Context& context, std::string_view text, std::size_t from, unsigned options
    ) const;

    std::unique_ptr<Code> code_;
    std::string pattern_;
    RegexFlags flags_;
};

}  // namespace wf::expr
