// What a YAML error mostly means in a definition.
#include "lang/yaml/node.hpp"

#include <algorithm>

namespace wf::lang::yaml {
namespace {

struct Advice {
    std::string_view problem;  ///< part of it
    std::string_view at;       ///< how the text goes on there; empty: whatever
    std::string_view text;
};

constexpr Advice advices[] = {
    {"found unhashable key", "{", "an expression {{ … }} has to be in quotes"},
    {"cannot start any token", "\t", "a tab stands where only blanks may indent"},
    {"cannot start any token", "%", "a text that begins with % has to be in quotes"},
    {"cannot start any token", "`", "a text that begins with ` has to be in quotes"},
    {"mapping values are not allowed",
     "",
     "a text with ': ' in it has to be in quotes, or this line is indented too far"},
    {"did not find expected ',' or",
     "",
     "a bracket is not closed, or a text with brackets or commas in it is not in quotes"},
    {"could not find expected ':'",
     "",
     "a ':' is missing behind a key, or this line is not indented enough"},
    {"did not find expected key",
     "",
     "a line is not indented like those above, or something is behind a closing quote"},
    {"unexpected end of stream", "", "a quote is never closed"},
};

}  // namespace

std::string_view advice_for(const Failure& failure, std::string_view rest_of_line) {
    const auto* found = std::ranges::find_if(advices, [&](const Advice& advice) {
        return failure.problem.find(advice.problem) != std::string::npos &&
               rest_of_line.starts_with(advice.at);
    });
    return found == std::end(advices) ? std::string_view{} : found->text;
}

}  // namespace wf::lang::yaml
