#include "expr/jinja/text/wrap.hpp"

#include "expr/runtime/unicode.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

std::string fill_of(Evaluation& run, std::string_view fill, std::int64_t count) {
    std::string out;
    if (count <= 0) return out;
    run.budget().charge(static_cast<std::size_t>(count) * fill.size());
    for (std::int64_t made = 0; made < count; ++made) out += fill;
    return out;
}

bool is_wrap_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_blank(std::string_view chunk) {
    return std::ranges::all_of(chunk, is_wrap_space);
}

/// Cuts a line into the pieces between which it may break: words, runs of blanks, parts of
/// hyphenated words, and dashes.
class Chunker {
public:
    Chunker(std::string_view text, bool on_hyphens) : text_(text), on_hyphens_(on_hyphens) {}

    std::vector<std::string_view> run() {
        std::vector<std::string_view> chunks;
        while (at_ < text_.size()) {
            const std::size_t begin = at_;
            if (is_wrap_space(text_[at_]))
                while (at_ < text_.size() && is_wrap_space(text_[at_])) ++at_;
            else
                skip_word_part();
            chunks.push_back(text_.substr(begin, at_ - begin));
        }
        return chunks;
    }

private:
    char32_t code_at(std::size_t at) const {
        return at < text_.size() ? unicode::decode(text_, at) : U' ';
    }

    bool is_letter_at(std::size_t at) const {
        const char32_t code = code_at(at);
        return unicode::is_word(code) && !unicode::is_decimal(code) && code != '_';
    }

    bool is_word_punctuation(std::size_t at) const {
        const char32_t code = code_at(at);
        return unicode::is_word(code) || code == '!' || code == '"' || code == '\'' ||
               code == '&' || code == '.' || code == ',' || code == '?';
    }

    std::size_t dashes_at(std::size_t at) const {
        std::size_t end = at;
        while (end < text_.size() && text_[end] == '-') ++end;
        return end - at;
    }

    void skip_word_part() {
        const std::size_t begin = at_;
        if (on_hyphens_ && starts_dash(begin)) {
            at_ += dashes_at(begin);
            return;
        }
        while (at_ < text_.size() && !is_wrap_space(text_[at_])) {
            if (on_hyphens_ && at_ > begin && text_[at_] == '-') {
                if (starts_dash(at_)) return;
                if (ends_at_hyphen(at_)) {
                    ++at_;
                    return;
                }
            }
            at_ += unicode::width(text_[at_]);
        }
        at_ = std::min(at_, text_.size());
    }

    /// Two or more dashes between words are a piece of their own: "a--b".
    bool starts_dash(std::size_t at) const {
        const std::size_t count = dashes_at(at);
        if (count < 2 || at == 0) return false;
        return is_word_punctuation(before(at)) && unicode::is_word(code_at(at + count));
    }

    /// A hyphen between two letters on the left and a word of letters on the right: "well-known".
    bool ends_at_hyphen(std::size_t at) const {
        if (dashes_at(at) != 1) return false;
        const std::size_t left = before(at);
        const bool two_left = is_letter_at(left) && left > 0 &&
                              (is_letter_at(before(left)) || text_[before(left)] == '-');
        if (!two_left && !(left > 0 && is_letter_at(left) && text_[before(left)] == '-'))
            return false;
        const std::size_t right = at + 1;
        if (!is_letter_at(right)) return false;
        const std::size_t second = right + unicode::width(text_[right]);
        return is_letter_at(second) ||
               (second < text_.size() && text_[second] == '-' && is_letter_at(second + 1));
    }

    std::size_t before(std::size_t at) const {
        if (at == 0) return 0;
        --at;
        while (at > 0 && (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U) --at;
        return at;
    }

    std::string_view text_;
    bool on_hyphens_;
    std::size_t at_ = 0;
};

class Wrapper {
public:
    Wrapper(Evaluation& run, std::string_view line, const WrapOptions& options)
        : run_(run), options_(options), chunks_(Chunker{line, options.break_on_hyphens}.run()) {
        std::ranges::reverse(chunks_);
    }

    std::vector<std::string> wrap() {
        if (options_.width <= 0)
            raise_value("invalid width " + std::to_string(options_.width) + " (must be > 0)");
        std::vector<std::string> lines;
        while (!chunks_.empty()) {
            run_.budget().step();
            // Blanks at a break are dropped, those at the very beginning stay.
            if (!lines.empty() && is_blank(chunks_.back())) chunks_.pop_back();
            std::vector<std::string_view> line = next_line();
            if (!line.empty() && is_blank(line.back())) line.pop_back();
            if (line.empty()) continue;
            lines.emplace_back();
            for (const std::string_view chunk : line) lines.back() += chunk;
        }
        return lines;
    }

private:
    std::vector<std::string_view> next_line() {
        std::vector<std::string_view> line;
        std::int64_t used = 0;
        while (!chunks_.empty()) {
            const auto length = static_cast<std::int64_t>(unicode::length(chunks_.back()));
            if (used + length > options_.width) break;
            line.push_back(chunks_.back());
            chunks_.pop_back();
            used += length;
        }
        const bool too_long =
            !chunks_.empty() &&
            static_cast<std::int64_t>(unicode::length(chunks_.back())) > options_.width;
        if (too_long) cut_long_word(line, options_.width - used);
        return line;
    }

    void cut_long_word(std::vector<std::string_view>& line, std::int64_t room) {
        if (!options_.break_long_words) {
            if (!line.empty()) return;
            line.push_back(chunks_.back());
            chunks_.pop_back();
            return;
        }
        if (room < 1 && !line.empty()) return;
        std::string_view& chunk = chunks_.back();
        std::size_t end =
            unicode::offset_of(chunk, static_cast<std::size_t>(std::max<std::int64_t>(room, 1)));
        if (options_.break_on_hyphens && end > 0) {
            // A hyphen inside of what fits is the better place.
            const std::size_t hyphen = chunk.substr(0, end).rfind('-');
            const bool follows_text =
                hyphen != std::string_view::npos && hyphen > 0 &&
                chunk.substr(0, hyphen).find_first_not_of('-') != std::string_view::npos;
            if (follows_text) end = hyphen + 1;
        }
        line.push_back(chunk.substr(0, end));
        chunk = chunk.substr(end);
        if (chunk.empty()) chunks_.pop_back();
    }

    Evaluation& run_;
    const WrapOptions& options_;
    std::vector<std::string_view> chunks_;  // the next one last
};

}  // namespace

std::vector<std::string> wrapped_lines(
    Evaluation& run, std::string_view line, const WrapOptions& options
) {
    // Words and the blanks between them are held as views: many times the text if they are short.
    run.budget().charge(line.size() * sizeof(std::string_view));
    return Wrapper{run, line, options}.wrap();
}

std::string centered(
    Evaluation& run, std::string_view text, std::int64_t width, std::string_view fill
) {
    const std::int64_t missing = width - static_cast<std::int64_t>(unicode::length(text));
    if (missing <= 0) return std::string{text};
    const std::int64_t left = missing / 2 + (missing & width & 1);
    return fill_of(run, fill, left) + std::string{text} + fill_of(run, fill, missing - left);
}

std::string justified(
    Evaluation& run, std::string_view text, std::int64_t width, std::string_view fill, Align align
) {
    const std::string padding =
        fill_of(run, fill, width - static_cast<std::int64_t>(unicode::length(text)));
    return align == Align::left ? std::string{text} + padding : padding + std::string{text};
}

}  // namespace wf::expr::jinja
