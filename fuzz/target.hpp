// What is fuzzed: a function from any bytes to nothing. It may refuse the bytes, but not crash,
// hang or give an answer that contradicts itself.
#pragma once
#include <span>
#include <string_view>

namespace fuzz {

struct Target {
    std::string_view name;  ///< also the folder of its corpus
    void (*run)(std::string_view input);
};

/// All targets, for the replay of the corpus.
std::span<const Target> targets();

void yaql_parse(std::string_view text);
void yaql_evaluate(std::string_view input);
void jinja_parse(std::string_view text);
void jinja_evaluate(std::string_view input);
void eval_line(std::string_view line);
void json_read(std::string_view text);
void yaml_read(std::string_view text);
void yaml_function(std::string_view text);
void definition(std::string_view text);

/// Ends the process with a message: an answer was wrong.
[[noreturn]] void contradiction(std::string_view what);

inline void require(bool holds, std::string_view what) {
    if (!holds) contradiction(what);
}

}  // namespace fuzz
