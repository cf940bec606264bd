#include "app/cli/run/tree_view.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace wf::cli {

namespace {

constexpr std::size_t children_shown = 5;

struct Mark {
    std::string_view unicode;
    std::string_view ascii;
    std::string_view colour;
};

Mark mark_of(State state) {
    switch (state) {
    case State::idle: return {"·", ".", "2"};
    case State::waiting: return {"…", ".", "2"};
    case State::running: return {"●", "*", "36"};
    case State::delayed: return {"↻", "~", "33"};
    case State::paused: return {"‖", "=", "33"};
    case State::success: return {"✔", "+", "32"};
    case State::error: return {"✖", "x", "31"};
    case State::cancelled: return {"∅", "-", "33"};
    case State::skipped: return {"»", ">", "2"};
    }
    return {"?", "?", ""};
}

bool is_quiet(const TaskProgress& task) {
    return task.state == State::success || task.state == State::skipped;
}

std::string_view first_line(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

std::string cut(std::string_view text, std::size_t width) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins_character = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins_character && ++characters > width) return std::string{text.substr(0, at)};
    }
    return std::string{text};
}

class Drawing {
public:
    explicit Drawing(const TreeStyle& style) : style_(style) {}

    void add_workflow(
        const WorkflowProgress& workflow, const std::string& lead, const std::string& indent
    ) {
        const Instant end =
            is_completed(workflow.state) ? workflow.updated_at.value_or(style_.now) : style_.now;
        std::string text = fmt::format(
            "{}  {}  {}",
            workflow.name,
            name_of(workflow.state),
            span_text(end - workflow.created_at)
        );
        add(lead, workflow.state, text);
        add_tasks(workflow, indent);
    }

    std::vector<std::string> take() { return std::move(lines_); }

private:
    void add_tasks(const WorkflowProgress& workflow, const std::string& indent) {
        const std::size_t hidden = hidden_tasks(workflow);
        std::size_t skipped = 0;
        if (hidden > 0) add_note(indent, fmt::format("{} more that are done", hidden));
        for (std::size_t i = 0; i < workflow.tasks.size(); ++i) {
            const TaskProgress& task = workflow.tasks[i];
            if (skipped < hidden && is_quiet(task)) {
                ++skipped;
                continue;
            }
            add_task(task, indent, i + 1 == workflow.tasks.size());
        }
    }

    /// Finished tasks that do not fit; the latest stay.
    std::size_t hidden_tasks(const WorkflowProgress& workflow) const {
        const std::size_t room = style_.height > 3 ? style_.height - 3 : 1;
        if (workflow.tasks.size() <= room) return 0;
        std::size_t quiet = 0;
        for (const TaskProgress& task : workflow.tasks) quiet += is_quiet(task) ? 1U : 0U;
        return std::min(quiet, workflow.tasks.size() - room);
    }

    void add_task(const TaskProgress& task, const std::string& indent, bool last) {
        const std::string branch = indent + pick(last ? "└─ " : "├─ ", last ? "`- " : "|- ");
        add(branch, task.state, task_text(task));
        const std::string inner = indent + (last ? "   " : pick("│  ", "|  "));
        add_children(task, inner);
    }

    void add_children(const TaskProgress& task, const std::string& indent) {
        if (is_quiet(task)) return;
        std::size_t shown = 0;
        std::size_t more = 0;
        for (const WorkflowProgress& child : task.children) {
            if (child.state == State::success) continue;
            if (shown == children_shown) {
                ++more;
                continue;
            }
            ++shown;
            add_workflow(child, indent + pick("└─ ", "`- "), indent + "   ");
        }
        if (more > 0) add_note(indent, fmt::format("{} more sub-workflows", more));
    }

    std::string task_text(const TaskProgress& task) const {
        std::string text = fmt::format("{:<20} {:<9}", task.name, name_of(task.state));
        if (task.started_at) {
            const Instant end =
                is_completed(task.state) ? task.finished_at.value_or(style_.now) : style_.now;
            text += "  " + span_text(end - *task.started_at);
        }
        if (task.items >= 0) text += fmt::format("  {}/{}", task.items_done, task.items);
        if (task.retries > 0) text += fmt::format("  retry {}", task.retries);
        if (!task.info.empty() && !is_quiet(task))
            text += fmt::format("  {}", first_line(task.info));
        return text;
    }

    void add(const std::string& lead, State state, std::string_view text) {
        const Mark mark = mark_of(state);
        const std::string plain =
            fmt::format("{}{} {}", lead, pick(mark.unicode, mark.ascii), text);
        std::string line = cut(plain, style_.width);
        if (style_.colour && !mark.colour.empty() && line.size() > lead.size())
            line = fmt::format("{}\x1b[{}m{}\x1b[0m", lead, mark.colour, line.substr(lead.size()));
        lines_.push_back(std::move(line));
    }

    void add_note(const std::string& indent, std::string_view text) {
        lines_.push_back(cut(fmt::format("{}{} {}", indent, pick("⋮", ":"), text), style_.width));
    }

    std::string pick(std::string_view unicode, std::string_view ascii) const {
        return std::string{style_.unicode ? unicode : ascii};
    }

    const TreeStyle& style_;
    std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> tree_lines(const WorkflowProgress& progress, const TreeStyle& style) {
    Drawing drawing{style};
    drawing.add_workflow(progress, "", "");
    return drawing.take();
}

std::string span_text(Millis span) {
    const std::int64_t ms = std::max<std::int64_t>(span.count(), 0);
    if (ms < 10'000) return fmt::format("{}.{}s", ms / 1000, ms % 1000 / 100);
    if (ms < 60'000) return fmt::format("{}s", ms / 1000);
    return fmt::format("{}m{:02}s", ms / 60'000, ms / 1000 % 60);
}

}  // namespace wf::cli
