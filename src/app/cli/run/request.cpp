#include "app/cli/run/request.hpp"

#include "app/cli/text_source.hpp"
#include "lang/yaml.hpp"
#include "value/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace wf::cli {

namespace {

std::string key_text(const Value& key) {
    return key.is_string() ? key.to_string() : to_json(key);
}

Document workbook_of(const Value& value) {
    Document document{.kind = DocumentKind::workbook, .text = {}, .workflows = {}};
    for (const Member& member : value["workflows"].members()) {
        const std::string name = key_text(member.key);
        if (name != "version")
            document.workflows.push_back(fmt::format("{}.{}", key_text(value["name"]), name));
    }
    return document;
}

Document workflows_of(const Value& value) {
    Document document;
    for (const Member& member : value.members()) {
        const std::string name = key_text(member.key);
        if (name != "version") document.workflows.push_back(name);
    }
    return document;
}

bool is_workbook(const Value& value) {
    return value["name"].is_string() &&
           (value["workflows"].is_dict() || value["actions"].is_dict());
}

Result<Millis> parse_timeout(std::string_view text) {
    double seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc{} || end != text.data() + text.size() || seconds < 0 || seconds > 1e9)
        return usage_error(fmt::format("run: --timeout {}: give a number of seconds", text));
    return Millis{static_cast<std::int64_t>(seconds * 1000)};
}

}  // namespace

Result<Document> read_document(std::string text) {
    WF_TRY(const Value value, lang::parse_yaml(text));
    Document document = is_workbook(value) ? workbook_of(value) : workflows_of(value);
    if (document.workflows.empty())
        return fail(ErrorCode::invalid_argument, "the file holds no workflow");
    document.text = std::move(text);
    return document;
}

Result<std::string> choose_workflow(const Document& document, std::string_view name) {
    const std::vector<std::string>& names = document.workflows;
    if (name.empty() && names.size() == 1) return names[0];
    const auto found = std::ranges::find_if(names, [&](const std::string& known) {
        return known == name || (document.kind == DocumentKind::workbook &&
                                 known.substr(known.find('.') + 1) == name);
    });
    if (found != names.end()) return *found;
    const std::string problem = name.empty() ? "the file holds several workflows; say which one"
                                             : fmt::format("the file holds no workflow '{}'", name);
    return usage_error(fmt::format("run: {}: {}", problem, fmt::join(names, ", ")));
}

Result<Value> parse_pairs(const std::vector<std::string>& words) {
    DictBuilder input;
    for (const std::string& word : words) {
        const std::size_t equals = word.find('=');
        if (equals == std::string::npos || equals == 0)
            return usage_error(fmt::format("run: '{}': write inputs as name=value", word));
        const std::string text = word.substr(equals + 1);
        const Result<Value> json = parse_json(text);
        input.set(word.substr(0, equals), json ? *json : Value{text});
    }
    return std::move(input).freeze();
}

Result<RunRequest> read_run_request(const Arguments& arguments) {
    std::vector<std::string> words = arguments.all("key=value");
    std::string name;
    if (!words.empty() && words[0].find('=') == std::string::npos) {
        name = words[0];
        words.erase(words.begin());
    }
    RunRequest request;
    WF_TRY(request.input, parse_pairs(words));
    if (const auto params = arguments.get("--params")) {
        WF_TRY(request.params, file_or_dict(*params, "--params"));
    }
    if (const auto timeout = arguments.get("--timeout")) {
        WF_TRY(request.timeout, parse_timeout(*timeout));
    }
    request.quiet = arguments.has("--quiet");

    const std::string file = *arguments.get("FILE");
    WF_TRY(std::string text, read_file(file));
    Result<Document> document = read_document(std::move(text));
    if (!document) return tl::unexpected(while_doing(document.error(), "while reading " + file));
    request.document = *std::move(document);
    WF_TRY(request.workflow, choose_workflow(request.document, name));
    return request;
}

}  // namespace wf::cli
