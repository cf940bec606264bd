#include "value/python_text.hpp"

#include "value/big_integer.hpp"
#include "value/python_time.hpp"
#include "value/utf8.hpp"

#include <fmt/format.h>

#include <iterator>

namespace wf {
namespace {

/// Python gives up at its recursion limit; we print what it prints for a list that contains itself.
constexpr int levels_max = 500;

void append_escape(std::string& out, char32_t code_point) {
    const auto number = static_cast<std::uint32_t>(code_point);
    if (code_point == '\n')
        out += "\\n";
    else if (code_point == '\r')
        out += "\\r";
    else if (code_point == '\t')
        out += "\\t";
    else if (code_point < 0x100)
        fmt::format_to(std::back_inserter(out), "\\x{:02x}", number);
    else if (code_point < 0x10000)
        fmt::format_to(std::back_inserter(out), "\\u{:04x}", number);
    else
        fmt::format_to(std::back_inserter(out), "\\U{:08x}", number);
}

void append_repr(std::string& out, std::string_view text) {
    const bool has_single = text.find('\'') != std::string_view::npos;
    const bool has_double = text.find('"') != std::string_view::npos;
    const char quote = has_single && !has_double ? '"' : '\'';
    out.push_back(quote);
    for (std::size_t at = 0; at < text.size();) {
        const utf8::CodePoint next = utf8::decode(text, at);
        if (next.value == static_cast<unsigned char>(quote) || next.value == '\\') {
            out.push_back('\\');
            out.push_back(text[at]);
        } else if (!next.valid) {
            // No Python text holds such a byte; bytes print it like this.
            append_escape(out, static_cast<unsigned char>(text[at]));
        } else if (is_printable(next.value)) {
            out.append(text.substr(at, next.length));
        } else {
            append_escape(out, next.value);
        }
        at += next.length;
    }
    out.push_back(quote);
}

class Printer {
public:
    Printer(std::string& out, PlainListAs lists) : out_(out), lists_(lists) {}

    void repr(const Value& value, int levels = levels_max) {
        switch (value.kind()) {
        case Kind::null: out_ += "None"; return;
        case Kind::boolean: out_ += value.as_bool() ? "True" : "False"; return;
        case Kind::integer: fmt::format_to(std::back_inserter(out_), "{}", value.as_int()); return;
        case Kind::big_integer: out_ += value.as_big_integer().to_text(); return;
        case Kind::floating: out_ += python_float(value.as_double()); return;
        case Kind::string: append_repr(out_, value.as_string()); return;
        case Kind::list: list(value, levels); return;
        case Kind::dict: dict(value, levels); return;
        case Kind::set: set(value, levels); return;
        case Kind::datetime: out_ += datetime_repr(value.as_datetime()); return;
        case Kind::timespan: out_ += timespan_repr(value.as_timespan()); return;
        case Kind::opaque:
            fmt::format_to(std::back_inserter(out_), "<{}>", value.as_opaque().type_name());
            return;
        }
    }

private:
    void items(const Value& value, int levels) {
        bool first = true;
        for (const Value& item : value.items()) {
            if (!std::exchange(first, false)) out_ += ", ";
            repr(item, levels - 1);
        }
    }

    void list(const Value& value, int levels) {
        const bool is_tuple = value.flavor() == ListFlavor::tuple ||
                              (value.flavor() == ListFlavor::plain && lists_ == PlainListAs::tuple);
        out_.push_back(is_tuple ? '(' : '[');
        if (levels == 0)
            out_ += "...";
        else
            items(value, levels);
        if (is_tuple && value.size() == 1) out_.push_back(',');
        out_.push_back(is_tuple ? ')' : ']');
    }

    void dict(const Value& value, int levels) {
        out_.push_back('{');
        if (levels == 0) out_ += "...";
        bool first = true;
        for (const Member& member : value.members()) {
            if (levels == 0) break;
            if (!std::exchange(first, false)) out_ += ", ";
            repr(member.key, levels - 1);
            out_ += ": ";
            repr(member.value, levels - 1);
        }
        out_.push_back('}');
    }

    void set(const Value& value, int levels) {
        if (value.empty()) {
            out_ += "set()";
            return;
        }
        out_.push_back('{');
        if (levels == 0)
            out_ += "...";
        else
            items(value, levels);
        out_.push_back('}');
    }

    std::string& out_;
    PlainListAs lists_;
};

}  // namespace

std::string python_str(const Value& value, PlainListAs lists) {
    if (value.is_string()) return value.to_string();
    if (value.kind() == Kind::datetime) return datetime_text(value.as_datetime());
    if (value.kind() == Kind::timespan) return timespan_text(value.as_timespan());
    return python_repr(value, lists);
}

std::string python_repr(const Value& value, PlainListAs lists) {
    std::string out;
    Printer{out, lists}.repr(value);
    return out;
}

std::string python_repr(std::string_view text) {
    std::string out;
    append_repr(out, text);
    return out;
}

std::string_view python_type_name(const Value& value) {
    switch (value.kind()) {
    case Kind::null: return "NoneType";
    case Kind::boolean: return "bool";
    case Kind::integer:
    case Kind::big_integer: return "int";
    case Kind::floating: return "float";
    case Kind::string: return "str";
    case Kind::list: return value.flavor() == ListFlavor::tuple ? "tuple" : "list";
    case Kind::dict: return "dict";
    case Kind::set: return "set";
    case Kind::datetime:
        return value.as_datetime().date_only ? "datetime.date" : "datetime.datetime";
    case Kind::timespan: return "datetime.timedelta";
    case Kind::opaque: return value.as_opaque().type_name();
    }
    return "object";
}

}  // namespace wf
