#include "expr/jinja/text/pretty.hpp"

#include "expr/jinja/data/compare.hpp"
#include "expr/jinja/data/text.hpp"
#include "expr/jinja/text/find.hpp"
#include "expr/runtime/unicode.hpp"
#include "value/python_text.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

constexpr std::int64_t width_max = 80;

std::int64_t length_of_text(std::string_view text) {
    return static_cast<std::int64_t>(unicode::length(text));
}

class PrettyPrinter {
public:
    explicit PrettyPrinter(Evaluation& run) : run_(run) {}

    std::string print(const Value& value) {
        format(value, 0, 0);
        run_.budget().charge(out_.size());
        return std::move(out_);
    }

private:
    /// One line: repr() with sorted dicts.
    std::string line(const Value& value) {
        run_.budget().step();
        const Nesting nesting{run_.budget(), data_level};
        std::string out;
        const auto append_items = [&](std::span<const Value> items) {
            for (std::size_t at = 0; at < items.size(); ++at) {
                if (at > 0) out += ", ";
                out += line(items[at]);
            }
        };
        switch (type_of(value)) {
        case Type::list:
            out += '[';
            append_items(*items_if(value));
            return out += ']';
        case Type::tuple:
            out += '(';
            append_items(value.items());
            return out += value.size() == 1 ? ",)" : ")";
        case Type::dict:
            out += '{';
            for (const Member* member : sorted_members(value)) {
                if (out.size() > 1) out += ", ";
                out += line(member->key) + ": " + line(member->value);
            }
            return out += '}';
        default: return repr_of(run_, value);
        }
    }

    std::vector<const Member*> sorted_members(const Value& dict) {
        std::vector<const Member*> members;
        for (const Member& member : members_of(dict)) members.push_back(&member);
        const auto is_before = [this](const Member* a, const Member* b) {
            if (is_text(a->key) && is_text(b->key)) return *text_if(a->key) < *text_if(b->key);
            const bool are_numbers = (a->key.is_number() || a->key.is_bool()) &&
                                     (b->key.is_number() || b->key.is_bool());
            if (are_numbers) return is_less(run_, a->key, b->key);
            // Keys that cannot be compared are ordered by the name of their type.
            return python_type(a->key) < python_type(b->key);
        };
        std::stable_sort(members.begin(), members.end(), is_before);
        return members;
    }

    /// `allowance`: characters of closing brackets that follow on the same line.
    void format(const Value& value, std::int64_t indent, std::int64_t allowance) {
        const std::string whole = line(value);
        if (length_of_text(whole) <= width_max - indent - allowance) {
            out_ += whole;
            return;
        }
        const Nesting nesting{run_.budget(), data_level};
        switch (type_of(value)) {
        case Type::list: return format_sequence(*items_if(value), "[", "]", indent, allowance);
        case Type::tuple:
            return format_sequence(
                value.items(), "(", value.size() == 1 ? ",)" : ")", indent, allowance
            );
        case Type::dict: return format_dict(value, indent, allowance);
        case Type::text:
            if (value.is_string()) return format_text(value.as_string(), indent, allowance);
            break;
        default: break;
        }
        out_ += whole;
    }

    void new_line(std::int64_t indent) {
        out_ += '\n';
        run_.budget().charge(static_cast<std::size_t>(indent));
        out_.append(static_cast<std::size_t>(indent), ' ');
    }

    void format_sequence(
        std::span<const Value> items,
        std::string_view open,
        std::string_view close,
        std::int64_t indent,
        std::int64_t allowance
    ) {
        out_ += open;
        const auto closing = static_cast<std::int64_t>(close.size());
        for (std::size_t at = 0; at < items.size(); ++at) {
            if (at > 0) {
                out_ += ',';
                new_line(indent + 1);
            }
            format(items[at], indent + 1, at + 1 == items.size() ? allowance + closing : 1);
        }
        out_ += close;
    }

    void format_dict(const Value& dict, std::int64_t indent, std::int64_t allowance) {
        out_ += '{';
        const std::vector<const Member*> members = sorted_members(dict);
        for (std::size_t at = 0; at < members.size(); ++at) {
            if (at > 0) {
                out_ += ',';
                new_line(indent + 1);
            }
            const std::string key = line(members[at]->key);
            out_ += key + ": ";
            format(
                members[at]->value,
                indent + 1 + length_of_text(key) + 2,
                at + 1 == members.size() ? allowance + 1 : 1
            );
        }
        out_ += '}';
    }

    /// Long texts become several literals, broken behind blanks and line ends.
    void format_text(std::string_view text, std::int64_t indent, std::int64_t allowance) {
        const bool is_top = out_.empty();
        if (is_top) {
            ++indent;
            ++allowance;
        }
        const std::vector<std::string> chunks = text_chunks(text, width_max - indent, allowance);
        if (chunks.size() == 1) {
            out_ += chunks[0];
            return;
        }
        if (is_top) out_ += '(';
        for (std::size_t at = 0; at < chunks.size(); ++at) {
            if (at > 0) new_line(indent);
            out_ += chunks[at];
        }
        if (is_top) out_ += ')';
    }

    std::vector<std::string> text_chunks(
        std::string_view text, std::int64_t width, std::int64_t allowance
    ) {
        // Words are held as views: for short ones that is many times the text.
        run_.budget().charge(text.size() * 8);
        run_.budget().steps(static_cast<std::int64_t>(text.size()));
        std::vector<std::string> chunks;
        const std::vector<std::string_view> lines =
            split_lines(run_.budget(), text, LineEnds::keep);
        for (std::size_t at = 0; at < lines.size(); ++at) {
            const bool is_last_line = at + 1 == lines.size();
            std::string whole = python_repr(lines[at]);
            if (length_of_text(whole) <= width - (is_last_line ? allowance : 0)) {
                chunks.push_back(std::move(whole));
                continue;
            }
            std::string current;
            const std::vector<std::string_view> parts = parts_of(lines[at]);
            for (std::size_t index = 0; index < parts.size(); ++index) {
                const std::string candidate = current + std::string{parts[index]};
                const bool is_last = is_last_line && index + 1 == parts.size();
                if (length_of_text(python_repr(std::string_view{candidate})) >
                    width - (is_last ? allowance : 0)) {
                    if (!current.empty()) chunks.push_back(python_repr(std::string_view{current}));
                    current = parts[index];
                } else {
                    current = candidate;
                }
            }
            if (!current.empty()) chunks.push_back(python_repr(std::string_view{current}));
        }
        return chunks;
    }

    /// Position behind a run of blanks or of other characters.
    static std::size_t skip(std::string_view line, std::size_t at, bool blanks) {
        while (at < line.size()) {
            std::size_t next = at;
            if (unicode::is_space(unicode::decode(line, next)) != blanks) break;
            at = next;
        }
        return at;
    }

    /// Words with the blanks behind them.
    static std::vector<std::string_view> parts_of(std::string_view line) {
        std::vector<std::string_view> parts;
        std::size_t at = 0;
        while (at < line.size()) {
            const std::size_t begin = at;
            at = skip(line, at, false);
            at = skip(line, at, true);
            parts.push_back(line.substr(begin, at - begin));
        }
        return parts;
    }

    Evaluation& run_;
    std::string out_;
};

}  // namespace

std::string pretty(Evaluation& run, const Value& value) {
    return PrettyPrinter{run}.print(value);
}

}  // namespace wf::expr::jinja
