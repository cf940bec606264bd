#include "lang/yaml.hpp"

#include "lang/marked_yaml.hpp"

namespace wf::lang {

Result<MarkedYaml> parse_marked_yaml(std::string_view text, const YamlLimits& limits) {
    auto document = yaml::compose(text, yaml::Typing::python, limits);
    if (document) return std::move(document->root);
    const yaml::Failure& failure = document.error();
    return fail(failure.code, yaml::with_snippet(failure, text), "DSLParsingException");
}

Result<Value> parse_yaml(std::string_view text, const YamlLimits& limits) {
    WF_TRY(MarkedYaml root, parse_marked_yaml(text, limits));
    return std::move(root.value);
}

}  // namespace wf::lang
