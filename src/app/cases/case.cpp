#include "app/cases/case.hpp"

#include "lang/yaml.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace wf::cases {
namespace {

std::string text_of(const Value& file, std::string_view key) {
    const Value& value = file[key];
    if (value.is_null()) return {};
    return value.is_string() ? value.to_string() : lang::write_yaml(value);
}

}  // namespace

Result<WorkflowCase> read_case(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    WF_TRY(const Value file, lang::parse_yaml(text.str()));
    for (const Member& m : file.members()) {
        constexpr std::string_view known[] = {
            "about",
            "workflow",
            "workbook",
            "actions",
            "environments",
            "options",
            "play",
            "expect"};
        if (std::ranges::find(known, std::string_view{m.key.as_string()}) == std::end(known)) {
            return fail(ErrorCode::invalid_argument, path + ": unknown key " + m.key.to_string());
        }
    }
    WorkflowCase result;
    result.path = path;
    result.about = text_of(file, "about");
    result.workflow = text_of(file, "workflow");
    result.workbook = text_of(file, "workbook");
    result.actions = text_of(file, "actions");
    result.environments = file["environments"];
    result.options = file["options"];
    for (const Value& step : file["play"].items()) result.play.push_back(step);
    result.expect = file["expect"];
    if (result.about.empty())
        return fail(ErrorCode::invalid_argument, path + ": `about` is missing");
    return result;
}

std::vector<std::string> find_cases(const std::string& folder) {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".yaml") paths.push_back(entry.path().string());
    }
    std::ranges::sort(paths);
    return paths;
}

}  // namespace wf::cases
