#include "config/checks.hpp"

#include <algorithm>

namespace wf {

namespace {

struct Rule {
    bool (*is_broken)(const Config&);
    const char* text;
};

constexpr Rule rules[] = {
    {[](const Config& c) { return !c.yaql.convert_output_data && c.yaql.convert_input_data; },
     "[yaql] convert_output_data = false requires convert_input_data = false"},
    {[](const Config& c) { return c.expressions.allowed_languages.empty(); },
     "[expressions] allowed_languages is empty; name yaql, jinja or both"},
    {[](const Config& c) { return c.general.server.empty(); },
     "[DEFAULT] server is empty; name what this process runs, for instance all"},
    {[](const Config& c) {
         return c.executor.http_connections_per_host > c.executor.http_connections;
     },
     "[executor] http_connections_per_host is greater than http_connections; lower it, or raise "
     "the other"},
};

}  // namespace

std::vector<std::string> contradictions(const Config& config) {
    std::vector<std::string> found;
    for (const Rule& rule : rules) {
        if (rule.is_broken(config)) found.emplace_back(rule.text);
    }
    return found;
}

}  // namespace wf
