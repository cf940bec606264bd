#include "app/cli/text_source.hpp"

#include "lang/yaml.hpp"
#include "value/json.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace wf::cli {

namespace {

struct FileCloser {
    void operator()(std::FILE* file) const {
        if (file != stdin) std::fclose(file);
    }
};

bool is_file(const std::string& name) {
    struct stat about {};

    return name == "-" || (stat(name.c_str(), &about) == 0 && !S_ISDIR(about.st_mode));
}

/// No definition, JSON or YAML mapping looks like this; a mistyped file name does.
bool looks_like_name(std::string_view text) {
    return text.find_first_of("\n{[: ") == std::string_view::npos &&
           text.find_first_of("./") != std::string_view::npos;
}

}  // namespace

Result<std::string> read_file(std::string_view name) {
    const std::string path{name};
    const std::unique_ptr<std::FILE, FileCloser> file{
        path == "-" ? stdin : std::fopen(path.c_str(), "rb")};
    std::string text;
    if (file && (path == "-" || is_file(path))) {
        char piece[1U << 16U];
        while (const std::size_t got = std::fread(piece, 1, sizeof piece, file.get()))
            text.append(piece, got);
        if (std::ferror(file.get()) == 0) return text;
    }
    const char* reason = file ? "it is no file that can be read" : std::strerror(errno);
    return fail(ErrorCode::not_found, fmt::format("cannot read '{}': {}", name, reason));
}

Result<std::string> file_or_text(std::string_view argument) {
    if (is_file(std::string{argument}) || looks_like_name(argument)) return read_file(argument);
    return std::string{argument};
}

Result<Value> file_or_value(std::string_view argument, std::string_view what) {
    WF_TRY(const std::string text, file_or_text(argument));
    // JSON first: it is stricter, and keeps its own rules for numbers.
    if (Result<Value> json = parse_json(text)) return json;
    Result<Value> yaml = lang::parse_yaml(text);
    if (yaml) return yaml;
    return fail(
        ErrorCode::invalid_argument,
        fmt::format("{} is neither JSON nor YAML: {}", what, yaml.error().message)
    );
}

Result<Value> file_or_dict(std::string_view argument, std::string_view what) {
    WF_TRY(Value value, file_or_value(argument, what));
    if (value.is_null()) return Value::dict({});
    if (value.is_dict()) return value;
    return fail(
        ErrorCode::invalid_argument,
        fmt::format(
            "{} must be a mapping like {{\"name\": \"value\"}}, or a file that holds one", what
        )
    );
}

}  // namespace wf::cli
