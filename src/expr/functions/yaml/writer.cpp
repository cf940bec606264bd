// The structure of a YAML text; scalars are in scalar_writer.cpp.
#include "expr/functions/yaml/writer.hpp"

#include "expr/functions/yaml/scalar_writer.hpp"
#include "expr/runtime/arithmetic.hpp"
#include "expr/runtime/object.hpp"
#include "expr/runtime/text.hpp"
#include "expr/runtime/unicode.hpp"
#include "value/python_text.hpp"

#include <algorithm>
#include <cmath>
#include <compare>
#include <vector>

namespace wf::expr::yaml {
namespace {

// Longer keys are written as "? key". The original counts the five letters of the tag "!!str" in
// 128.
constexpr std::size_t key_length_max = 122;

bool is_set(const Value& value) {
    return value.kind() == Kind::set;
}

bool is_block(const Value& value) {
    return (value.is_list() || value.is_dict() || is_set(value)) && !value.empty();
}

[[noreturn]] void raise_no_form(const Value& value) {
    check_depth(value);
    const Object* object = object_if(value);
    raise(
        "YAMLError",
        "('cannot represent an object', " +
            (object != nullptr ? object->text() : python_repr(value)) + ")"
    );
}

std::string float_text(double number) {
    if (std::isnan(number)) return ".nan";
    if (std::isinf(number)) return number > 0 ? ".inf" : "-.inf";
    std::string text = python_float(number);
    // YAML 1.1 reads "1e+20" as a text.
    const std::size_t exponent = text.find('e');
    if (exponent != std::string::npos && text.find('.') == std::string::npos)
        text.insert(exponent, ".0");
    return text;
}

// Text of everything but strings and non-empty collections.
std::string simple_text(const Value& value) {
    switch (value.kind()) {
    case Kind::null: return "null";
    case Kind::boolean: return value.as_bool() ? "true" : "false";
    case Kind::floating: return float_text(value.as_double());
    case Kind::list: return "[]";
    case Kind::dict: return "{}";
    case Kind::set: return "!!set {}";
    case Kind::timespan:
    case Kind::opaque: raise_no_form(value);
    default: return python_str(value);
    }
}

// Python sorts keys if all of them compare with each other, else leaves the order.
std::vector<const Member*> sorted_members(const Value& dict) {
    std::vector<const Member*> members;
    bool texts = true;
    bool numbers = true;
    for (const Member& member : dict.members()) {
        members.push_back(&member);
        texts = texts && member.key.is_string();
        numbers = numbers && arith::is_numeric(member.key);
    }
    if (!texts && !numbers) return members;
    std::ranges::stable_sort(members, [texts](const Member* a, const Member* b) {
        if (texts) return a->key.as_string() < b->key.as_string();
        return std::is_lt(arith::compare(a->key, b->key));
    });
    return members;
}

class Writer {
public:
    explicit Writer(Context& context) : context_(context) {}

    std::string document(const Value& value) {
        if (is_block(value)) {
            block(value, 0);
            return std::move(out_);
        }
        const bool plain = inline_value(value, 2, false);
        const bool is_collection = value.is_list() || value.is_dict() || is_set(value);
        out_ += plain && !is_collection ? "\n...\n" : "\n";
        return std::move(out_);
    }

private:
    std::size_t column() const {
        const std::size_t line = out_.rfind('\n');
        return line == std::string::npos ? out_.size() : out_.size() - line - 1;
    }

    // Writes a scalar or an empty collection; true if it is plain.
    bool inline_value(const Value& value, std::size_t indent, bool as_key) {
        context_.budget().step();
        if (is_set(value)) require_mutable_sets(value);
        if (!value.is_string()) {
            const std::string text = simple_text(value);
            context_.budget().charge(text.size());
            out_ += text;
            return true;
        }
        const std::string_view text = value.as_string();
        context_.budget().charge(text.size() * 2);
        const ScalarStyle style = style_of(text, as_key);
        write_scalar(
            out_, text, style, {.column = column(), .indent = indent, .may_fold = !as_key}
        );
        return style == ScalarStyle::plain;
    }

    // A non-empty collection whose first line starts here, further ones at `indent`.
    void block(const Value& value, std::size_t indent) {
        const Nesting nesting(context_.budget());
        if (is_set(value))
            members(value, indent);
        else if (value.is_dict())
            mapping(value, indent);
        else
            sequence(value, indent);
    }

    // A set is a map of its members to null, with a tag on a line of its own.
    void members(const Value& set, std::size_t indent) {
        require_mutable_sets(set);
        context_.budget().charge(set.size() * sizeof(Member));
        DictBuilder builder(set.size());
        for (const Value& member : set.items()) builder.set(member, nullptr);
        out_ += "!!set\n";
        out_.append(indent, ' ');
        mapping(std::move(builder).freeze(), indent);
    }

    // YAQL's sets are frozen ones, which have no form in YAML.
    void require_mutable_sets(const Value& set) const {
        if (context_.language() != Language::yaql) return;
        check_depth(set);
        raise("YAMLError", "('cannot represent an object', " + receiver_text(set) + ")");
    }

    void begin_line(bool first, std::size_t indent) {
        context_.budget().charge(indent + 4);
        if (!first) out_.append(indent, ' ');
    }

    void sequence(const Value& list, std::size_t indent) {
        bool first = true;
        for (const Value& item : list.items()) {
            begin_line(first, indent);
            first = false;
            out_ += "- ";
            if (is_block(item)) {
                block(item, indent + 2);
            } else {
                inline_value(item, indent + 2, false);
                out_ += '\n';
            }
        }
    }

    void mapping(const Value& dict, std::size_t indent) {
        bool first = true;
        for (const Member* member : sorted_members(dict)) {
            begin_line(first, indent);
            first = false;
            key(member->key, indent);
            if (is_block(member->value) && !is_set(member->value)) {
                // Lists in maps are not indented further.
                const std::size_t inner = member->value.is_dict() ? indent + 2 : indent;
                out_ += '\n';
                out_.append(inner, ' ');
                block(member->value, inner);
            } else if (is_block(member->value)) {
                out_ += ' ';
                block(member->value, indent + 2);
            } else {
                out_ += ' ';
                inline_value(member->value, indent + 2, false);
                out_ += '\n';
            }
        }
    }

    // The key and its colon, without a blank behind it.
    void key(const Value& key, std::size_t indent) {
        const bool simple_text_key = key.is_string() && !key.as_string().empty() &&
                                     unicode::length(key.as_string()) <= key_length_max &&
                                     !is_multi_line(key.as_string());
        if (simple_text_key || (!key.is_string() && !is_block(key))) {
            inline_value(key, indent + 2, true);
            out_ += ':';
            return;
        }
        out_ += "? ";
        if (is_block(key)) {
            block(key, indent + 2);
        } else {
            inline_value(key, indent + 2, false);
            out_ += '\n';
        }
        out_.append(indent, ' ');
        out_ += ':';
    }

    Context& context_;
    std::string out_;
};

}  // namespace

std::string written(Context& context, const Value& value) {
    return Writer(context).document(value);
}

}  // namespace wf::expr::yaml
