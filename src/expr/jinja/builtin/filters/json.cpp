// The filter tojson: JSON that is safe inside of HTML.
#include "value/json.hpp"

#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/data/compare.hpp"
#include "expr/jinja/data/text_result.hpp"
#include "value/python_text.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

class Writer {
public:
    Writer(Evaluation& run, std::string indent, bool is_indented)
        : run_(run), indent_(std::move(indent)), is_indented_(is_indented) {}

    std::string write(const Value& value) {
        put(value);
        return std::move(out_);
    }

private:
    void put(const Value& value) {
        run_.budget().step();
        switch (type_of(value)) {
        case Type::none: out_ += "null"; return;
        case Type::boolean: out_ += value.as_bool() ? "true" : "false"; return;
        case Type::integer: append_text(run_, out_, value); return;
        case Type::floating: out_ += number(value.as_double()); return;
        case Type::text: put_text(*text_if(value)); return;
        case Type::list:
        case Type::tuple: put_list(*items_if(value)); return;
        case Type::dict: put_dict(value); return;
        default: break;
        }
        raise_type(
            "Object of type " + std::string{python_type(value)} + " is not JSON serializable"
        );
    }

    static std::string number(double value) {
        const std::string text = python_float(value);
        if (text == "nan") return "NaN";
        if (text == "inf") return "Infinity";
        return text == "-inf" ? "-Infinity" : text;
    }

    /// Characters that mean something in HTML are written as escapes.
    void put_text(std::string_view text) {
        std::string plain;
        write_json_string(plain, text);
        run_.budget().charge(plain.size());
        for (const char c : plain) {
            switch (c) {
            case '<': out_ += "\\u003c"; break;
            case '>': out_ += "\\u003e"; break;
            case '&': out_ += "\\u0026"; break;
            case '\'': out_ += "\\u0027"; break;
            default: out_ += c;
            }
        }
    }

    void put_list(std::span<const Value> items) {
        const Nesting nesting{run_.budget(), data_level};
        if (items.empty()) {
            out_ += "[]";
            return;
        }
        out_ += '[';
        ++level_;
        for (std::size_t at = 0; at < items.size(); ++at) {
            separate(at);
            put(items[at]);
        }
        close(']');
    }

    void put_dict(const Value& dict) {
        const Nesting nesting{run_.budget(), data_level};
        std::vector<const Member*> members;
        for (const Member& member : members_of(dict)) members.push_back(&member);
        std::stable_sort(members.begin(), members.end(), [this](const Member* a, const Member* b) {
            return is_less(run_, a->key, b->key);
        });
        if (members.empty()) {
            out_ += "{}";
            return;
        }
        out_ += '{';
        ++level_;
        for (std::size_t at = 0; at < members.size(); ++at) {
            separate(at);
            put_key(members[at]->key);
            out_ += ": ";
            put(members[at]->value);
        }
        close('}');
    }

    void put_key(const Value& key) {
        switch (type_of(key)) {
        case Type::text: put_text(*text_if(key)); return;
        case Type::none: out_ += "\"null\""; return;
        case Type::boolean: out_ += key.as_bool() ? "\"true\"" : "\"false\""; return;
        case Type::integer: out_ += '"' + text_of(run_, key) + '"'; return;
        case Type::floating: out_ += '"' + number(key.as_double()) + '"'; return;
        default: break;
        }
        raise_type(
            "keys must be str, int, float, bool or None, not " + std::string{python_type(key)}
        );
    }

    void separate(std::size_t at) {
        if (at > 0) out_ += is_indented_ ? "," : ", ";
        new_line();
    }

    void close(char bracket) {
        --level_;
        new_line();
        out_ += bracket;
    }

    void new_line() {
        if (!is_indented_) return;
        out_ += '\n';
        run_.budget().charge(indent_.size() * level_);
        for (std::size_t level = 0; level < level_; ++level) out_ += indent_;
    }

    Evaluation& run_;
    std::string indent_;
    bool is_indented_;
    std::size_t level_ = 0;
    std::string out_;
};

Value tojson(Call& call) {
    need_defined(call[1]);
    std::string indent;
    if (is_text(call[1])) {
        indent = call.text(1);
    } else if (!call[1].is_null() && !is_text(call[0])) {
        if (call[1].kind() == Kind::big_integer)
            raise("OverflowError", "cannot fit 'int' into an index-sized integer");
        // A text alone has no lines, so that its indentation is not even looked at.
        const auto width = static_cast<std::size_t>(std::max<std::int64_t>(call.integer(1), 0));
        call.budget().charge(width);
        indent.assign(width, ' ');
    }
    std::string out = Writer{call.run, std::move(indent), !call[1].is_null()}.write(call[0]);
    call.budget().charge(out.size());
    return safe_text(std::move(out));
}

constexpr Row rows[] = {
    {"tojson",
     "value, indent=none",
     "The value as JSON: sorted keys, ASCII, the characters < > & ' as escapes; the result is "
     "safe.",
     tojson},
};

}  // namespace

std::span<const Row> json_filters() {
    return rows;
}

}  // namespace wf::expr::jinja
