// Replacement fields of str.format: {0}, {name.attribute[key]!r:spec}.
#include "expr/jinja/data/access.hpp"
#include "expr/jinja/data/keys.hpp"
#include "expr/jinja/data/text.hpp"
#include "expr/jinja/text/format_spec.hpp"
#include "value/python_text.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

bool is_number(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

class FieldFormatter {
public:
    FieldFormatter(Evaluation& run, const Args& args, const Value* mapping)
        : run_(run), args_(args), mapping_(mapping) {}

    std::string format(std::string_view text, int depth = 0) {
        if (depth > 2) raise_value("Max string recursion exceeded");
        std::string out;
        for (std::size_t at = 0; at < text.size();) {
            const char c = text[at];
            if (c != '{' && c != '}') {
                const std::size_t end = std::min(text.find_first_of("{}", at), text.size());
                out += text.substr(at, end - at);
                at = end;
            } else if (at + 1 < text.size() && text[at + 1] == c) {
                out += c;
                at += 2;
            } else {
                if (c == '}') raise_value("Single '}' encountered in format string");
                const std::size_t end = field_end(text, at + 1);
                out += field(text.substr(at + 1, end - at - 1), depth);
                at = end + 1;
            }
            run_.budget().step();
        }
        return out;
    }

private:
    static std::size_t field_end(std::string_view text, std::size_t at) {
        int open = 1;
        for (; at < text.size(); ++at) {
            if (text[at] == '{') ++open;
            if (text[at] == '}' && --open == 0) return at;
        }
        raise_value(
            at == text.size() && open == 1 ? "expected '}' before end of string"
                                           : "Single '{' encountered in format string"
        );
    }

    std::string field(std::string_view field, int depth) {
        std::size_t end = 0;
        for (bool in_key = false; end < field.size(); ++end) {
            if (field[end] == '[') in_key = true;
            if (field[end] == ']') in_key = false;
            if (!in_key && (field[end] == '!' || field[end] == ':')) break;
        }
        Value value = lookup(field.substr(0, end));
        std::string_view rest = field.substr(end);
        if (rest.starts_with('!')) {
            if (rest.size() < 2)
                raise_value("end of string while looking for conversion specifier");
            const char conversion = rest[1];
            rest.remove_prefix(2);
            if (!rest.empty() && rest[0] != ':')
                raise_value("expected ':' after conversion specifier");
            value = converted(value, conversion);
        }
        if (rest.starts_with(':')) rest.remove_prefix(1);
        return format_value(run_, value, format(rest, depth + 1));
    }

    Value converted(const Value& value, char conversion) {
        if (conversion == 's') return Value{text_of(run_, value)};
        if (conversion == 'r' || conversion == 'a') return Value{repr_of(run_, value)};
        raise_value(std::string{"Unknown conversion specifier '"} + conversion + "'");
    }

    Value lookup(std::string_view path) {
        std::size_t end = std::min(path.find_first_of(".["), path.size());
        Value value = first(path.substr(0, end));
        while (end < path.size()) {
            const bool is_attribute = path[end] == '.';
            const std::size_t begin = end + 1;
            if (is_attribute) {
                end = std::min(path.find_first_of(".[", begin), path.size());
                if (end == begin) raise_value("Empty attribute in format string");
                value = attribute_of(run_, value, AttributeName{path.substr(begin, end - begin)});
                continue;
            }
            const std::size_t close = path.find(']', begin);
            if (close == std::string_view::npos) raise_value("Missing ']' in format string");
            const std::string_view key = path.substr(begin, close - begin);
            if (key.empty()) raise_value("Empty attribute in format string");
            value =
                item_of(run_, value, is_number(key) ? Value::integer_from_text(key) : Value{key});
            end = close + 1;
            if (end < path.size() && path[end] != '.' && path[end] != '[')
                raise_value("Only '.' or '[' may follow ']' in format field specifier");
        }
        return value;
    }

    Value first(std::string_view name) {
        const bool is_automatic = name.empty();
        if (!is_automatic && !is_number(name)) return named(name);
        const Numbering numbering = is_automatic ? Numbering::automatic : Numbering::manual;
        if (numbering_ != Numbering::none && numbering_ != numbering)
            raise_value(
                numbering == Numbering::manual
                    ? "cannot switch from automatic field numbering to manual field specification"
                    : "cannot switch from manual field specification to automatic field numbering"
            );
        numbering_ = numbering;
        std::size_t index = next_;
        if (is_automatic)
            ++next_;
        else
            index = name.size() > 6 ? SIZE_MAX : std::stoul(std::string{name});
        if (mapping_ != nullptr) raise("IndexError", "tuple index out of range");
        if (index >= args_.positional.size())
            raise(
                "IndexError",
                "Replacement index " + std::to_string(index) +
                    " out of range for positional args tuple"
            );
        return args_.positional[index];
    }

    Value named(std::string_view name) {
        if (mapping_ != nullptr && is_dict(*mapping_)) {
            const Value* found = find_member(run_, *mapping_, name);
            if (found != nullptr) return *found;
        } else if (mapping_ != nullptr) {
            need_defined(*mapping_);
            raise_type("'" + std::string{python_type(*mapping_)} + "' object is not subscriptable");
        }
        for (const Keyword& keyword : args_.named)
            if (keyword.name == name) return keyword.value;
        raise("KeyError", python_repr(name));
    }

    enum class Numbering { none, automatic, manual };

    Evaluation& run_;
    const Args& args_;
    const Value* mapping_;
    Numbering numbering_ = Numbering::none;
    std::size_t next_ = 0;
};

}  // namespace

std::string format_fields(Evaluation& run, std::string_view format, const Args& args) {
    return FieldFormatter{run, args, nullptr}.format(format);
}

std::string format_mapping(Evaluation& run, std::string_view format, const Value& mapping) {
    // What is no dict fails where a name is looked up in it, so a text without fields does not.
    const Args none;
    return FieldFormatter{run, none, &mapping}.format(format);
}

}  // namespace wf::expr::jinja
