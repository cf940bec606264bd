#include "app/cli/run/display.hpp"

#include "app/cli/run/tree_view.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace wf::cli {

namespace {

class SilentDisplay final : public Display {
public:
    void show(const WorkflowProgress&, Instant) override {}
};

/// "0.120s  task 'fetch' RUNNING": readable in logs, one line per change of state.
class LineDisplay final : public Display {
public:
    explicit LineDisplay(std::FILE* to) : to_(to) {}

    void show(const WorkflowProgress& progress, Instant now) override {
        elapsed_ = now - progress.created_at;
        show_workflow(progress, "");
        std::fflush(to_);
    }

private:
    void show_workflow(const WorkflowProgress& workflow, const std::string& prefix) {
        for (const TaskProgress& task : workflow.tasks) {
            const std::string name = prefix + task.name;
            say(task.id, fmt::format("task '{}'", name), task.state, task.info);
            for (const WorkflowProgress& child : task.children) show_workflow(child, name + "/");
        }
        say(workflow.id,
            fmt::format("workflow '{}{}'", prefix, workflow.name),
            workflow.state,
            workflow.info);
    }

    void say(const Id& id, std::string_view what, State state, std::string_view info) {
        const auto [known, is_new] = shown_.try_emplace(id, state);
        if (!is_new && known->second == state) return;
        known->second = state;
        const bool explain = !info.empty() && state != State::success;
        fmt::print(
            to_,
            "{:>8.3f}s  {} {}{}{}\n",
            static_cast<double>(elapsed_.count()) / 1000.0,
            what,
            name_of(state),
            explain ? ": " : "",
            explain ? info.substr(0, info.find('\n')) : ""
        );
    }

    std::FILE* to_;
    Millis elapsed_{0};
    std::map<Id, State> shown_;
};

bool locale_is_utf8() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        const std::string_view text{value};
        return text.find("UTF-8") != std::string_view::npos ||
               text.find("utf8") != std::string_view::npos;
    }
    return false;
}

class TreeDisplay final : public Display {
public:
    explicit TreeDisplay(std::FILE* to) : to_(to) {
        style_.unicode = locale_is_utf8();
        style_.colour = std::getenv("NO_COLOR") == nullptr;
    }

    void show(const WorkflowProgress& progress, Instant now) override {
        measure();
        style_.now = now;
        std::vector<std::string> lines = tree_lines(progress, style_);
        if (lines == shown_) return;
        std::string text;
        if (drawn_ > 0) text = fmt::format("\x1b[{}A", drawn_);
        text += "\r\x1b[J";
        drawn_ = std::min(lines.size(), style_.height - 1);
        for (std::size_t i = 0; i < drawn_; ++i) text += lines[i] + "\n";
        std::fwrite(text.data(), 1, text.size(), to_);
        std::fflush(to_);
        shown_ = std::move(lines);
    }

private:
    void measure() {
        winsize size{};
        if (ioctl(fileno(to_), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return;
        style_.width = size.ws_col;
        style_.height = std::max<std::size_t>(size.ws_row, 4);
    }

    std::FILE* to_;
    TreeStyle style_;
    std::vector<std::string> shown_;
    std::size_t drawn_ = 0;
};

}  // namespace

std::unique_ptr<Display> make_display(std::FILE* to) {
    if (isatty(fileno(to)) != 0) return std::make_unique<TreeDisplay>(to);
    return line_display(to);
}

std::unique_ptr<Display> line_display(std::FILE* to) {
    return std::make_unique<LineDisplay>(to);
}

std::unique_ptr<Display> silent_display() {
    return std::make_unique<SilentDisplay>();
}

}  // namespace wf::cli
