// The parameters after the '?' of a request.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wf::http {

class QueryParameters {
public:
    using Parameter = std::pair<std::string, std::string>;

    QueryParameters() = default;
    /// "a=1&b=x%20y&c": names and values decoded, in the order they came; `c` has an empty value.
    explicit QueryParameters(std::string_view raw);

    /// Value of the first parameter of this name, nullptr if there is none.
    const std::string* find(std::string_view name) const;
    std::string_view get(std::string_view name, std::string_view otherwise = {}) const;
    std::size_t count(std::string_view name) const;

    const std::vector<Parameter>& all() const { return parameters_; }

    /// Boolean parameters: absent, empty, `false` and `0` are false, everything else is true.
    bool flag(std::string_view name) const;

private:
    std::vector<Parameter> parameters_;
};

/// The rule of QueryParameters::flag for one value.
bool is_true(std::string_view value);

/// Splits at commas, trims blanks, drops empty parts.
std::vector<std::string> split_commas(std::string_view text);

}  // namespace wf::http
