#include "api/testing/http_file.hpp"

#include "api/testing/http_client.hpp"
#include "api/testing/pattern.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <fstream>

namespace wf::api::testing {
namespace {

class Lines {
public:
    explicit Lines(const std::filesystem::path& path) : stream_(path) { next(); }

    bool at_end() const { return at_end_; }

    const std::string& line() const { return line_; }

    int number() const { return number_; }

    bool starts_with(std::string_view text) const { return !at_end_ && line_.starts_with(text); }

    void next() {
        at_end_ = !std::getline(stream_, line_);
        ++number_;
    }

private:
    std::ifstream stream_;
    std::string line_;
    int number_ = 0;
    bool at_end_ = false;
};

bool is_mark(const Lines& lines) {
    return lines.starts_with("=== ") || lines.starts_with("--- ");
}

bool is_header(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    return std::ranges::all_of(line.substr(0, colon), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-';
    });
}

/// "Name: value" lines; an empty line behind them is taken.
std::vector<std::pair<std::string, std::string>> read_headers(Lines& lines) {
    std::vector<std::pair<std::string, std::string>> headers;
    while (!lines.at_end() && is_header(lines.line())) {
        const std::size_t colon = std::min(lines.line().find(": "), lines.line().size());
        const bool has_value = colon < lines.line().size();
        headers.emplace_back(
            lines.line().substr(0, colon), has_value ? lines.line().substr(colon + 2) : ""
        );
        lines.next();
    }
    if (!lines.at_end() && lines.line().empty()) lines.next();
    return headers;
}

/// Everything up to the next mark; the empty lines at its end are for the reader's eye.
std::string read_text(Lines& lines) {
    std::string text;
    while (!lines.at_end() && !is_mark(lines)) {
        text += lines.line() + "\n";
        lines.next();
    }
    while (text.ends_with("\n\n") || text == "\n") text.pop_back();
    return text;
}

/// JSON bodies are what most requests hold; saying so each time would hide what matters.
void add_content_type(HttpStep& step) {
    const auto is_content_type = [](const auto& header) { return header.first == "Content-Type"; };
    const bool is_json = step.body.starts_with('{') || step.body.starts_with('[');
    if (is_json && std::ranges::none_of(step.headers, is_content_type))
        step.headers.emplace_back("Content-Type", "application/json");
    std::erase_if(step.headers, [&](const auto& header) {
        return is_content_type(header) && header.second == "none";
    });
}

Result<HttpStep> read_step(Lines& lines) {
    HttpStep step;
    step.line = lines.number();
    step.title = lines.line().substr(4);
    lines.next();
    const std::size_t blank = std::min(lines.line().find(' '), lines.line().size());
    step.method = lines.line().substr(0, blank);
    step.target = blank < lines.line().size() ? lines.line().substr(blank + 1) : "";
    lines.next();
    step.headers = read_headers(lines);
    step.body = read_text(lines);
    add_content_type(step);
    if (!lines.starts_with("--- "))
        return fail(
            ErrorCode::invalid_argument,
            "line " + std::to_string(lines.number()) + ": '--- STATUS' is missing"
        );
    const std::string status = lines.line().substr(4);
    std::from_chars(status.data(), status.data() + status.size(), step.status);
    lines.next();
    step.answer_headers = read_headers(lines);
    step.pattern = read_text(lines);
    if (step.pattern.ends_with('\n')) step.pattern.pop_back();
    return step;
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    });
    return text;
}

std::string play(const HttpStep& step, HttpClient& client, Variables& variables) {
    HttpRequest request{
        .method = step.method,
        .target = substituted(step.target, variables),
        .headers = step.headers,
        .body = substituted(step.body, variables)};
    const HttpAnswer answer = client.send(request);
    if (answer.status != step.status)
        return ": expected " + std::to_string(step.status) + ", got " +
               std::to_string(answer.status) + " " + answer.body;
    for (const auto& [name, value] : step.answer_headers) {
        const std::string_view actual = answer.header(lower(name));
        if (!fits_text(substituted(value, variables), actual))
            return ": header " + name + ": expected '" + value + "', got '" + std::string{actual} +
                   "'";
    }
    if (step.pattern.empty()) return {};
    return misfit_of_body(step.pattern, answer.body, variables);
}

}  // namespace

Result<HttpFile> read_http_file(const std::filesystem::path& path) {
    Lines lines{path};
    HttpFile file;
    for (; !lines.at_end() && !is_mark(lines); lines.next()) {
        if (lines.starts_with("# about: ")) file.about = lines.line().substr(9);
        if (lines.starts_with("# needs: engine")) file.needs_engine = true;
    }
    if (file.about.empty()) return fail(ErrorCode::invalid_argument, "'# about: ' is missing");
    while (lines.starts_with("=== ")) {
        WF_TRY(HttpStep step, read_step(lines));
        file.steps.push_back(std::move(step));
    }
    if (!lines.at_end())
        return fail(
            ErrorCode::invalid_argument,
            "line " + std::to_string(lines.number()) + ": '=== TITLE' expected"
        );
    return file;
}

std::vector<std::string> play_http_file(const HttpFile& file, std::uint16_t port) {
    std::vector<std::string> failures;
    HttpClient client{port};
    Variables variables;
    for (const HttpStep& step : file.steps) {
        const std::string wrong = play(step, client, variables);
        if (!wrong.empty())
            failures.push_back(
                "line " + std::to_string(step.line) + " '" + step.title + "'" + wrong
            );
    }
    return failures;
}

std::vector<std::filesystem::path> http_files_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".http") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace wf::api::testing
