#include "target.hpp"

#include <cstdio>
#include <cstdlib>

namespace fuzz {

namespace {

constexpr Target all[] = {
    {"yaql_parse", yaql_parse},
    {"yaql_evaluate", yaql_evaluate},
    {"jinja_parse", jinja_parse},
    {"jinja_evaluate", jinja_evaluate},
    {"eval_line", eval_line},
    {"json_read", json_read},
    {"yaml_read", yaml_read},
    {"yaml_function", yaml_function},
    {"definition", definition},
};

}  // namespace

std::span<const Target> targets() {
    return all;
}

void contradiction(std::string_view what) {
    std::fprintf(stderr, "contradiction: %.*s\n", static_cast<int>(what.size()), what.data());
    std::abort();
}

}  // namespace fuzz
