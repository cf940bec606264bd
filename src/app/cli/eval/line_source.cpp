#include "app/cli/eval/line_source.hpp"

#include <histedit.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace wf::cli {

namespace {

constexpr int history_lines = 1000;

std::string without_feed(std::string_view line) {
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    return std::string{line};
}

class PipeLines final : public LineSource {
public:
    explicit PipeLines(std::FILE* in) : in_(in) {}

    PipeLines(const PipeLines&) = delete;
    PipeLines& operator=(const PipeLines&) = delete;

    ~PipeLines() override { std::free(line_); }

    std::optional<std::string> next() override {
        const ssize_t length = getline(&line_, &capacity_, in_);
        if (length < 0) return std::nullopt;
        return without_feed({line_, static_cast<std::size_t>(length)});
    }

    bool is_terminal() const override { return false; }

private:
    std::FILE* in_;
    char* line_ = nullptr;
    std::size_t capacity_ = 0;
};

class TerminalLines final : public LineSource {
public:
    TerminalLines(std::FILE* in, std::FILE* out, const char* prompt)
        : edit_(el_init("mistral", in, out, stderr)), history_(history_init()) {
        HistEvent event{};
        history(history_, &event, H_SETSIZE, history_lines);
        history(history_, &event, H_SETUNIQUE, 1);
        el_set(edit_, EL_CLIENTDATA, const_cast<char*>(prompt));
        el_set(edit_, EL_PROMPT, prompt_of);
        el_set(edit_, EL_EDITOR, "emacs");
        el_set(edit_, EL_HIST, history, history_);
        el_set(edit_, EL_SIGNAL, 1);
    }

    TerminalLines(const TerminalLines&) = delete;
    TerminalLines& operator=(const TerminalLines&) = delete;

    ~TerminalLines() override {
        history_end(history_);
        el_end(edit_);
    }

    std::optional<std::string> next() override {
        int length = 0;
        const char* typed = el_gets(edit_, &length);
        if (typed == nullptr || length <= 0) return std::nullopt;
        std::string line = without_feed({typed, static_cast<std::size_t>(length)});
        HistEvent event{};
        if (!line.empty()) history(history_, &event, H_ENTER, line.c_str());
        return line;
    }

    bool is_terminal() const override { return true; }

private:
    static char* prompt_of(EditLine* edit) {
        char* prompt = nullptr;
        el_get(edit, EL_CLIENTDATA, &prompt);
        return prompt;
    }

    EditLine* edit_;
    History* history_;
};

}  // namespace

std::unique_ptr<LineSource> open_lines(std::FILE* in, std::FILE* out, const char* prompt) {
    if (isatty(fileno(in)) != 0) return std::make_unique<TerminalLines>(in, out, prompt);
    return std::make_unique<PipeLines>(in);
}

}  // namespace wf::cli
