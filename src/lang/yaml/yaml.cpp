#include "lang/yaml.hpp"

#include "lang/yaml/node.hpp"

namespace wf::lang {

Result<Value> parse_yaml(std::string_view text, const YamlLimits& limits) {
    auto document = yaml::compose(text, yaml::Typing::python, limits);
    if (document) return std::move(document->root.value);
    const yaml::Failure& failure = document.error();
    return fail(failure.code, yaml::with_snippet(failure, text), "DSLParsingException");
}

}  // namespace wf::lang
