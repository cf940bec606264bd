// Writing values as JSON text. Iterative: a value may be nested deeper than the stack is.
#include "value/big_integer.hpp"
#include "value/json.hpp"
#include "value/json_key.hpp"
#include "value/python_text.hpp"

#include <charconv>
#include <cmath>

namespace wf {
namespace {

/// A container of which a part is written.
struct Open {
    std::span<const Value> items;
    std::span<const Member> members;
    std::size_t next = 0;
    bool is_dict = false;

    std::size_t size() const { return is_dict ? members.size() : items.size(); }
};

class Writer {
public:
    Writer(std::string& out, JsonStyle style) : out_(out), style_(style) {}

    void write(const Value& root) {
        begin(root);
        while (!open_.empty()) {
            Open& top = open_.back();
            if (top.next == top.size()) {
                end();
                continue;
            }
            separate(top.next > 0);
            if (top.is_dict) {
                const Member& member = top.members[top.next++];
                key(member.key);
                begin(member.value);
            } else {
                begin(top.items[top.next++]);
            }
        }
    }

private:
    /// Writes a scalar; opens a container.
    void begin(const Value& value) {
        switch (value.kind()) {
        case Kind::null: out_.append("null"); return;
        case Kind::boolean: out_.append(value.as_bool() ? "true" : "false"); return;
        case Kind::integer: integer(value.as_int()); return;
        case Kind::big_integer: out_.append(value.as_big_integer().to_text()); return;
        case Kind::floating: floating(value.as_double()); return;
        case Kind::string: write_json_string(out_, value.as_string(), style_); return;
        case Kind::list:
        case Kind::set: open(value, false); return;
        case Kind::dict: open(value, true); return;
        case Kind::datetime:
        case Kind::timespan:
        case Kind::opaque: write_json_string(out_, python_str(value), style_); return;
        }
    }

    void open(const Value& value, bool is_dict) {
        if (value.empty()) {
            out_.append(is_dict ? "{}" : "[]");
            return;
        }
        out_.push_back(is_dict ? '{' : '[');
        open_.push_back({.items = value.items(), .members = value.members(), .is_dict = is_dict});
    }

    void end() {
        const char bracket = open_.back().is_dict ? '}' : ']';
        open_.pop_back();
        if (style_ == JsonStyle::indented) new_line();
        out_.push_back(bracket);
    }

    void separate(bool is_later) {
        if (is_later) out_.push_back(',');
        if (style_ == JsonStyle::indented)
            new_line();
        else if (is_later && style_ == JsonStyle::python)
            out_.push_back(' ');
    }

    void new_line() {
        out_.push_back('\n');
        out_.append(open_.size() * 4, ' ');
    }

    void key(const Value& key) {
        if (key.is_string())
            write_json_string(out_, key.as_string(), style_);
        else
            write_json_string(out_, json_key_text(key), style_);
        out_.append(style_ == JsonStyle::compact ? ":" : ": ");
    }

    void integer(std::int64_t number) {
        char digits[24];
        const auto written = std::to_chars(digits, digits + sizeof digits, number);
        out_.append(digits, written.ptr);
    }

    void floating(double number) {
        if (std::isnan(number))
            out_.append("NaN");
        else if (std::isinf(number))
            out_.append(number > 0 ? "Infinity" : "-Infinity");
        else
            append_python_float(out_, number);
    }

    std::string& out_;
    JsonStyle style_;
    std::vector<Open> open_;
};

}  // namespace

void write_json(std::string& out, const Value& value, JsonStyle style) {
    Writer{out, style}.write(value);
}

std::string to_json(const Value& value, JsonStyle style) {
    std::string out;
    write_json(out, value, style);
    return out;
}

}  // namespace wf
