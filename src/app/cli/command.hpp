// What a command is: a row of a table. Parsing, `--help` and the list of commands are read from it.
#pragma once
#include "app/cli/outcome.hpp"
#include "base/error.hpp"

#include <cstdint>
#include <cstdio>
#include <span>
#include <string_view>

namespace wf::cli {

class Arguments;
class Rest;

enum class Arity : std::uint8_t { one, optional, any, many };

struct Positional {
    std::string_view name;
    std::string_view doc;
    Arity arity = Arity::one;
};

struct Option {
    std::string_view name;        ///< "--limit"
    std::string_view letter;      ///< "-l" or empty
    std::string_view value_name;  ///< "N"; empty: a switch
    std::string_view doc;
};

struct Streams {
    std::FILE* out;
    std::FILE* err;
    std::FILE* in = stdin;
};

/// Everything a command gets to work with.
struct Call {
    const Arguments& arguments;
    Rest& rest;
    Streams streams;
};

using Handler = Result<Outcome> (*)(const Call& call);

struct Command {
    std::string_view name;
    std::string_view summary;
    std::span<const Positional> positionals = {};
    std::span<const Option> options = {};
    Shape shape = Shape::text;
    Handler run = nullptr;
};

}  // namespace wf::cli
