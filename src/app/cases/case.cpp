#include "app/cases/case.hpp"

#include "app/cases/keys.hpp"
#include "lang/yaml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace wf::cases {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view top_keys[] = {
    "about",
    "workflow",
    "workflow_file",
    "workbook",
    "workbook_file",
    "actions",
    "actions_file",
    "namespaces",
    "environments",
    "options",
    "mock",
    "start",
    "play",
    "expect"};

constexpr std::string_view step_keys[] = {
    "start",
    "action",
    "advance",
    "expect",
    "pause",
    "resume",
    "stop",
    "rerun",
    "skip",
    "update_action",
    "update",
    "restart",
    "reply",
    "error"};

struct OptionKey {
    std::string_view name;
    Kind kind;
};

constexpr OptionKey option_keys[] = {
    {"field_size_limit_kb", Kind::integer},
    {"slice_items", Kind::integer},
    {"execution_memory_limit_mb", Kind::integer},
    {"merge_strategy", Kind::string},
};

struct DefinitionKey {
    std::string_view name, file_name;
    lang::DocumentKind kind;
};

constexpr DefinitionKey definition_keys[] = {
    {"workflow", "workflow_file", lang::DocumentKind::workflows},
    {"workbook", "workbook_file", lang::DocumentKind::workbook},
    {"actions", "actions_file", lang::DocumentKind::actions},
};

Result<std::string> read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in || fs::is_directory(path))
        return fail(ErrorCode::not_found, fmt::format("cannot read {}", path.string()));
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

/// Blanks in front of the first text behind so many lines.
std::uint32_t indent_behind(std::string_view text, std::uint32_t lines) {
    std::size_t at = 0;
    for (std::uint32_t i = 0; i < lines && at != std::string_view::npos; ++i) {
        at = text.find('\n', at);
        if (at != std::string_view::npos) ++at;
    }
    if (at == std::string_view::npos) return 0;
    const std::size_t first = text.find_first_not_of(" \n", at);
    if (first == std::string_view::npos) return 0;
    const std::size_t line = text.rfind('\n', first);
    return static_cast<std::uint32_t>(first - (line == std::string_view::npos ? 0 : line + 1));
}

class CaseReader {
public:
    CaseReader(const std::string& path, std::string_view text, const MarkedYaml& root)
        : text_(text), root_(root) {
        case_.path = path;
    }

    tl::expected<WorkflowCase, Problems> run() {
        if (!root_.is_mapping()) {
            mistake(root_.mark, "a case is a mapping with `about`, `workflow` and `expect`");
            return tl::unexpected(std::move(problems_));
        }
        check_keys(root_, top_keys, "case", problems_);
        read_about();
        for (const DefinitionKey& key : definition_keys) read_definitions(key);
        if (const MarkedYaml* node = root_.find("namespaces")) read_namespaces(*node);
        if (const MarkedYaml* node = root_.find("environments")) read_environments(*node);
        if (const MarkedYaml* node = root_.find("options")) read_options(*node);
        if (const MarkedYaml* node = root_.find("mock")) case_.mocks = read_mocks(*node, problems_);
        read_play();
        if (const MarkedYaml* node = root_.find("expect")) {
            check_expectation(*node);
            case_.expect = *node;
            case_.expects_something = true;
        }
        if (!problems_.empty()) return tl::unexpected(std::move(problems_));
        return std::move(case_);
    }

private:
    void mistake(YamlMark at, std::string text) {
        problems_.push_back(problem_at(at, std::move(text)));
    }

    void read_about() {
        const MarkedYaml* node = root_.find("about");
        if (node != nullptr && node->is_text() && !node->text().empty()) {
            case_.about = node->text();
        } else {
            mistake(root_.mark, "`about` is missing: say in a sentence what the case shows");
        }
    }

    /// Anything else would expect nothing, and pass.
    void check_expectation(const MarkedYaml& node) {
        const bool is_empty = node.value.is_null();
        if (!node.is_mapping() && !is_empty)
            mistake(node.mark, "`expect` is a mapping of `workflow`, `tasks`, `in` and `why`");
        for (const std::string_view part : {"tasks", "in"}) {
            const MarkedYaml* found = node.find(part);
            if (found != nullptr && !found->is_mapping())
                mistake(found->mark, fmt::format("`{}` maps names to what is expected", part));
        }
    }

    void read_environments(const MarkedYaml& node) {
        const bool fits =
            node.is_mapping() && std::ranges::all_of(node.children, &MarkedYaml::is_mapping);
        if (!fits) mistake(node.mark, "`environments` maps names to mappings of variables");
        case_.environments = node.value;
    }

    void read_options(const MarkedYaml& node) {
        for (const MarkedYaml& member : node.children) {
            const std::string key = key_text(member);
            const auto option =
                std::ranges::find(option_keys, std::string_view{key}, &OptionKey::name);
            if (option == std::end(option_keys)) {
                mistake(member.key_mark, fmt::format("there is no option '{}' for cases", key));
            } else if (member.kind != option->kind) {
                mistake(member.mark, fmt::format("option '{}' does not take this value", key));
            }
        }
        case_.options = node.value;
    }

    /// {name: {workflow: text, actions: text}}
    void read_namespaces(const MarkedYaml& node) {
        constexpr std::string_view known[] = {"workflow", "actions"};
        for (const MarkedYaml& member : node.children) {
            const std::string name = key_text(member);
            if (!member.is_mapping())
                mistake(member.mark, "a namespace is a mapping of `workflow` and `actions`");
            check_keys(member, known, "namespace " + name, problems_);
            for (const DefinitionKey& key : definition_keys) {
                const MarkedYaml* text = member.find(key.name);
                if (text != nullptr) add_inline(key, *text, name);
            }
        }
    }

    void read_definitions(const DefinitionKey& key) {
        if (const MarkedYaml* node = root_.find(key.name)) add_inline(key, *node, {});
        const MarkedYaml* node = root_.find(key.file_name);
        if (node == nullptr) return;
        if (!node->is_list()) return add_file(key, *node);
        for (const MarkedYaml& each : node->children) add_file(key, each);
    }

    void add_inline(const DefinitionKey& key, const MarkedYaml& node, std::string name_space) {
        DefinitionSource source{key.kind, {}, case_.path, node.mark};
        source.name_space = std::move(name_space);
        source.has_lines = node.is_text();
        // A block text begins in the line behind its "|".
        source.lines_before = node.mark.line;
        source.indent = indent_behind(text_, node.mark.line);
        source.text = node.is_text() ? std::string{node.text()} : lang::write_yaml(node.value);
        case_.definitions.push_back(std::move(source));
    }

    void add_file(const DefinitionKey& key, const MarkedYaml& node) {
        if (!node.is_text())
            return mistake(node.mark, fmt::format("`{}` is the path of a file", key.file_name));
        const fs::path path =
            (fs::path{case_.path}.parent_path() / fs::path{node.text()}).lexically_normal();
        Result<std::string> text = read_file(path);
        if (!text) {
            return mistake(
                node.mark, text.error().message + " (paths are relative to the case file)"
            );
        }
        case_.definitions.push_back({key.kind, *std::move(text), path.string(), node.mark});
    }

    void read_play() {
        const MarkedYaml* play = root_.find("play");
        const MarkedYaml* start = root_.find("start");
        if (start != nullptr && play != nullptr)
            mistake(start->key_mark, "`start` stands alone or as a step of `play`, not both");
        if (start != nullptr) return play_to_the_end(*start);
        if (play == nullptr)
            return mistake(root_.mark, "`start` or `play` is missing: nothing is run");
        if (!play->is_list()) return mistake(play->mark, "`play` is a list of steps");
        for (const MarkedYaml& step : play->children) add_step(step);
    }

    void add_step(const MarkedYaml& step) {
        if (!step.is_mapping() || step.children.empty())
            return mistake(step.mark, "a step is a mapping, as '- start: NAME' or '- advance: 5s'");
        check_keys(step, step_keys, "step", problems_);
        if (const MarkedYaml* node = step.find("expect")) check_expectation(*node);
        case_.play.push_back(step);
    }

    /// `start` alone: start it, then let time pass until it has ended.
    void play_to_the_end(const MarkedYaml& start) {
        MarkedYaml first;
        first.kind = Kind::dict;
        first.mark = start.mark;
        first.value = Value::dict({{"start", start.value}});
        first.children.push_back(start);
        MarkedYaml then = first;
        then.value = Value::dict({{"advance", "end"}});
        then.children.front().key = "advance";
        then.children.front().value = "end";
        case_.play.push_back(std::move(first));
        case_.play.push_back(std::move(then));
    }

    std::string_view text_;
    const MarkedYaml& root_;
    WorkflowCase case_;
    Problems problems_;
};

/// Definition files may lie beside the cases that use them.
bool is_case(const fs::path& path) {
    const Result<std::string> text = read_file(path);
    if (!text) return true;  // read_case says what is wrong with it
    const Result<Value> root = lang::parse_yaml(*text);
    if (!root || !root->is_dict() || !root->contains("version")) return true;
    return root->contains("about") || root->contains("expect") || root->contains("play");
}

}  // namespace

tl::expected<WorkflowCase, Problems> read_case(const std::string& path) {
    const Result<std::string> text = read_file(path);
    if (!text) return tl::unexpected(Problems{problem_at(whole_file, text.error().message)});
    return parse_case(path, *text);
}

tl::expected<WorkflowCase, Problems> parse_case(const std::string& path, std::string_view text) {
    const Result<MarkedYaml> root = lang::parse_marked_yaml(text);
    if (!root) return tl::unexpected(Problems{problem_at(whole_file, root.error().message)});
    return CaseReader{path, text, *root}.run();
}

Result<std::vector<std::string>> find_cases(const std::string& folder) {
    std::vector<std::string> paths;
    std::error_code error;
    for (fs::recursive_directory_iterator at{folder, error}, end; !error && at != end;
         at.increment(error)) {
        const fs::path& path = at->path();
        if (path.extension() == ".yaml" && is_case(path)) paths.push_back(path.string());
    }
    if (error) return fail(ErrorCode::not_found, folder + ": " + error.message());
    std::ranges::sort(paths);
    return paths;
}

}  // namespace wf::cases
