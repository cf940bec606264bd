// Values as YAML in block style, laid out as PyYAML's emitter does.
#include "lang/yaml/write_scalar.hpp"
#include "value/json.hpp"
#include "value/python_text.hpp"

#include <algorithm>

namespace wf::lang {
namespace {

using yaml::Line;
using yaml::ScalarPlace;

// Where a collection begins, which decides what stands before its first entry.
enum class Start : std::uint8_t {
    root,
    after_key,   // behind "key:"
    after_mark,  // behind "- ", "? " or ": ", on the same line
};

class Writer {
public:
    explicit Writer(const YamlStyle& style) : style_(style), line_(style) {}

    std::string run(const Value& value) && {
        node(value, 0, Start::root);
        std::string out = std::move(line_).text();
        out += '\n';
        // A lone plain scalar could go on in the next line, so its end is marked.
        if (open_ended_) out += "...\n";
        return out;
    }

private:
    static bool is_collection(const Value& value) {
        return (value.is_dict() || value.is_list() || value.kind() == Kind::set) && !value.empty();
    }

    void node(const Value& value, std::size_t indent, Start start) {
        if (value.is_dict() && !value.empty()) {
            mapping(value, indent, start);
        } else if (is_collection(value)) {
            sequence(value, indent, start);
        } else {
            if (start == Start::after_key) line_.put(" ");
            // A folded text goes on two columns further than what it belongs to, the root included.
            const std::size_t next_indent = start == Start::root ? 2 : indent;
            open_ended_ =
                scalar(value, {.indent = next_indent, .is_key = false}) && start == Start::root;
        }
    }

    // True if it was written plain.
    bool scalar(const Value& value, const ScalarPlace& place) {
        if (value.is_string()) return write_text(line_, value.as_string(), place, style_);
        line_.put(scalar_text(value));
        return !value.is_dict() && !value.is_list() && value.kind() != Kind::set;
    }

    static std::string scalar_text(const Value& value) {
        switch (value.kind()) {
        case Kind::null: return "null";
        case Kind::boolean: return value.as_bool() ? "true" : "false";
        case Kind::integer:
        case Kind::big_integer: return python_str(value);
        case Kind::floating: return yaml::float_text(value.as_double());
        case Kind::dict: return "{}";
        case Kind::list:
        case Kind::set: return "[]";
        case Kind::datetime: return datetime_text(value.as_datetime());
        case Kind::timespan:
        case Kind::string:
        case Kind::opaque: return "null";
        }
        return "null";
    }

    void begin_entry(bool is_first, std::size_t indent, Start start) {
        if (is_first && start == Start::root) return;
        if (is_first && start == Start::after_mark) {
            line_.pad_to(indent);
        } else {
            line_.next(indent);
        }
    }

    void sequence(const Value& value, std::size_t indent, Start start) {
        bool is_first = true;
        for (const Value& item : value.items()) {
            begin_entry(is_first, indent, start);
            is_first = false;
            line_.put("-");
            if (!is_collection(item)) line_.put(" ");
            node(item, indent + 2, Start::after_mark);
        }
    }

    void mapping(const Value& value, std::size_t indent, Start start) {
        std::vector<const Member*> members;
        for (const Member& member : value.members()) members.push_back(&member);
        if (style_.sort_keys) {
            std::ranges::stable_sort(members, {}, [](const Member* m) {
                return python_str(m->key);
            });
        }
        bool is_first = true;
        for (const Member* member : members) {
            begin_entry(is_first, indent, start);
            is_first = false;
            if (yaml::is_simple_key(member->key)) {
                scalar(member->key, {.indent = indent, .is_key = true});
                line_.put(":");
                value_of(member->value, indent, Start::after_key);
            } else {
                line_.put("? ");
                node(member->key, indent + 2, Start::after_mark);
                line_.next(indent);
                line_.put(":");
                if (!is_collection(member->value)) line_.put(" ");
                node(member->value, indent + 2, Start::after_mark);
            }
        }
    }

    // A list below a key is not indented further, a mapping and the rest of a folded text are.
    void value_of(const Value& value, std::size_t indent, Start start) {
        const bool is_list = is_collection(value) && !value.is_dict();
        node(value, is_list ? indent : indent + 2, start);
    }

    const YamlStyle& style_;
    Line line_;
    bool open_ended_ = false;
};

}  // namespace

std::string write_yaml(const Value& value, const YamlStyle& style) {
    return Writer{style}.run(value);
}

}  // namespace wf::lang
