#include "config/load.hpp"

#include "base/suggest.hpp"
#include "config/checks.hpp"
#include "config/ini.hpp"
#include "config/option.hpp"
#include "config/value_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace wf {

namespace {

namespace fs = std::filesystem;

class Loader {
public:
    explicit Loader(const ConfigSources& sources) : sources_(sources) {
        loaded_.origins.assign(options().size(), "default");
    }

    Result<LoadedConfig> load() {
        for (const std::string& file : files_to_read()) read_file(file);
        read_environment();
        for (const CommandLineValue& given : sources_.command_line) {
            const std::string origin = fmt::format("command line {}", given.flag);
            take({given.section, given.name, given.value, 0}, origin);
        }
        if (errors_.empty()) errors_ = contradictions(loaded_.config);
        if (errors_.empty()) return std::move(loaded_);
        return fail(ErrorCode::invalid_argument, fmt::format("{}", fmt::join(errors_, "\n")));
    }

private:
    const std::string* variable(std::string_view name) {
        // The last one wins, as getenv's caller would expect of an override.
        for (auto entry = sources_.environment.rbegin(); entry != sources_.environment.rend();
             ++entry) {
            if (entry->size() > name.size() && (*entry)[name.size()] == '=' &&
                entry->starts_with(name)) {
                variable_value_ = entry->substr(name.size() + 1);
                return &variable_value_;
            }
        }
        return nullptr;
    }

    std::vector<std::string> files_to_read() {
        std::vector<std::string> files = sources_.files;
        std::vector<std::string> folders = sources_.folders;
        const std::string* named = files.empty() ? variable("MISTRAL_CONFIG_FILE") : nullptr;
        if (named != nullptr && !named->empty()) files.push_back(*named);
        named = folders.empty() ? variable("MISTRAL_CONFIG_DIR") : nullptr;
        if (named != nullptr && !named->empty()) folders.push_back(*named);
        if (files.empty() && folders.empty()) {
            for (const std::string& file : sources_.default_files) {
                std::error_code ignored;
                if (fs::exists(file, ignored)) return {file};
            }
        }
        for (const std::string& folder : folders) add_files_of(folder, files);
        return files;
    }

    void add_files_of(const std::string& folder, std::vector<std::string>& files) {
        std::error_code error;
        std::vector<std::string> found;
        for (fs::directory_iterator at{folder, error}, end; !error && at != end;
             at.increment(error)) {
            if (at->path().extension() == ".conf") found.push_back(at->path().string());
        }
        if (error)
            errors_.push_back(fmt::format("{}: cannot be listed: {}", folder, error.message()));
        std::ranges::sort(found);
        files.insert(files.end(), found.begin(), found.end());
    }

    void read_file(const std::string& path) {
        std::ifstream in{path, std::ios::binary};
        std::stringstream text;
        if (in && in.peek() != std::ifstream::traits_type::eof()) text << in.rdbuf();
        std::error_code is_folder_error;
        if (!in.is_open() || fs::is_directory(path, is_folder_error)) {
            const char* why = in.is_open() ? "is a directory" : std::strerror(errno);
            errors_.push_back(fmt::format("{}: cannot be read: {}", path, why));
            return;
        }
        loaded_.files.push_back(path);
        const IniFile file = parse_ini(text.str());
        for (const std::string& error : file.errors)
            errors_.push_back(fmt::format("{}:{}", path, error));
        for (const IniEntry& entry : file.entries)
            take(entry, fmt::format("{}:{}", path, entry.line));
    }

    void read_environment() {
        for (const Option& option : options()) {
            const std::string name = environment_name(option);
            if (const std::string* value = variable(name)) {
                const std::string text = *value;
                const IniEntry entry{
                    std::string{option.section}, std::string{option.name}, text, 0};
                take(entry, fmt::format("environment {}", name));
            }
        }
    }

    void take(const IniEntry& entry, const std::string& origin) {
        const Option* option = find_option(entry.section, entry.name);
        if (option == nullptr) {
            unknown(entry, origin);
            return;
        }
        if (auto set = set_value(*option, loaded_.config, entry.value); !set) {
            const std::string shown =
                option->secret == Secret::whole ? "the value is wrong" : set.error().message;
            errors_.push_back(
                fmt::format("{}: [{}] {}: {}", origin, entry.section, entry.name, shown)
            );
            return;
        }
        const auto index = static_cast<std::size_t>(option - options().data());
        loaded_.origins[index] = origin;
    }

    void unknown(const IniEntry& entry, const std::string& origin) {
        if (const std::string_view* why = why_ignored(entry.section, entry.name)) {
            loaded_.warnings.push_back(
                fmt::format("{}: [{}] {} is ignored: {}", origin, entry.section, entry.name, *why)
            );
            return;
        }
        if (std::ranges::find(known_sections(), entry.section) == known_sections().end()) {
            errors_.push_back(fmt::format(
                "{}: [{}] {}: unknown section{}",
                origin,
                entry.section,
                entry.name,
                did_you_mean(entry.section, known_sections())
            ));
            return;
        }
        std::vector<std::string_view> names;
        for (const Option& option : options()) {
            if (option.section == entry.section) names.push_back(option.name);
        }
        std::string advice = did_you_mean(entry.name, names);
        if (advice.empty()) advice = elsewhere(entry.name);
        errors_.push_back(
            fmt::format("{}: [{}] {}: unknown option{}", origin, entry.section, entry.name, advice)
        );
    }

    // The right name in the wrong section.
    static std::string elsewhere(std::string_view name) {
        for (const Option& option : options()) {
            if (option.name == name) return fmt::format("; it belongs to [{}]", option.section);
        }
        return "; remove it, or see the reference of options";
    }

    const ConfigSources& sources_;
    LoadedConfig loaded_;
    std::vector<std::string> errors_;
    std::string variable_value_;
};

}  // namespace

Result<LoadedConfig> load_config(const ConfigSources& sources) {
    return Loader{sources}.load();
}

std::vector<std::string> process_environment() {
    std::vector<std::string> variables;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        variables.emplace_back(*entry);
    }
    return variables;
}

}  // namespace wf
