#include "lang/warn/reads.hpp"

#include "lang/statement/call_text.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace wf::lang {
namespace {

using Visit = std::function<void(std::string_view)>;

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Goes through the text of one expression, without its marks.
class Scan {
public:
    Scan(std::string_view text, char root, const Visit& visit)
        : text_(text), root_(root), visit_(visit) {}

    void run() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\'' || c == '"' || c == '`') {
                skip_quoted(c);
            } else if (c == root_ && !is_inside_word()) {
                take_root();
            } else {
                take(c);
            }
        }
    }

private:
    void skip_quoted(char quote) {
        for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
            if (text_[at_] == '\\') ++at_;
        }
        ++at_;
        before_ = quote;
    }

    bool is_inside_word() const {
        return at_ > 0 && (is_word_character(text_[at_ - 1]) || text_[at_ - 1] == '.' ||
                           text_[at_ - 1] == '$');
    }

    // "$.name" outside of arguments, which may be lambdas, and not "$.method(".
    void take_root() {
        std::size_t end = at_ + 1;
        before_ = root_;
        if (end + 1 >= text_.size() || text_[end] != '.') {
            at_ = end;
            return;
        }
        const std::size_t begin = ++end;
        while (end < text_.size() && is_word_character(text_[end])) ++end;
        std::size_t next = end;
        while (next < text_.size() && is_blank(text_[next])) ++next;
        const bool is_call = next < text_.size() && text_[next] == '(';
        const std::string_view name = text_.substr(begin, end - begin);
        const bool is_name = !name.empty() && (name[0] < '0' || name[0] > '9');
        if (is_name && !is_call && arguments_ == 0) visit_(name);
        at_ = end;
        if (!name.empty()) before_ = 'a';
    }

    // Brackets behind a value hold arguments or a filter, others only group.
    void take(char c) {
        ++at_;
        if (is_blank(c)) return;
        if (c == '(' || c == '[' || c == '{') {
            const bool holds_arguments =
                root_ == '$' &&
                (is_word_character(before_) || before_ == ')' || before_ == ']' || before_ == '$');
            brackets_.push_back(holds_arguments);
            if (holds_arguments) ++arguments_;
        } else if ((c == ')' || c == ']' || c == '}') && !brackets_.empty()) {
            if (brackets_.back()) --arguments_;
            brackets_.pop_back();
        }
        before_ = c;
    }

    std::string_view text_;
    char root_;
    const Visit& visit_;
    std::size_t at_ = 0;
    char before_ = ' ';  // last character that is no blank
    std::vector<bool> brackets_;
    int arguments_ = 0;
};

template <std::size_t N>
bool has_any(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::ranges::any_of(words, [text](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

void scan_yaql(std::string_view text, const Visit& visit) {
    // `let(…) -> …` gives `$` another meaning.
    if (text.find("->") == std::string_view::npos) Scan{text, '$', visit}.run();
}

void scan_jinja(std::string_view text, const Visit& visit) {
    // In these a missing name may be meant.
    constexpr std::array<std::string_view, 8> tolerant = {
        "|", " is ", " if ", " or ", " and ", "not ", "default", "defined"};
    if (!has_any(text, tolerant)) Scan{text, '_', visit}.run();
}

}  // namespace

void for_each_read(std::string_view text, const Visit& visit) {
    if (text.find("{%") != std::string_view::npos) return;
    for (std::size_t at = text.find_first_of("<{"); at != std::string_view::npos;
         at = text.find_first_of("<{", at)) {
        const std::string_view open = text.substr(at, 2);
        const std::size_t end = open == "<%" || open == "{{"
                                    ? text.find(open == "<%" ? "%>" : "}}", at + 2)
                                    : std::string_view::npos;
        if (end == std::string_view::npos) {
            ++at;
            continue;
        }
        const std::string_view inner = text.substr(at + 2, end - at - 2);
        if (open == "<%") {
            scan_yaql(inner, visit);
        } else {
            scan_jinja(inner, visit);
        }
        at = end + 2;
    }
}

}  // namespace wf::lang
