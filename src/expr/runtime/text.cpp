// python_text.hpp with the runtime's own objects on top.
#include "expr/runtime/text.hpp"

#include "expr/runtime/text_search.hpp"

namespace wf::expr {
namespace {

constexpr std::size_t depth_max = 500;
constexpr std::size_t receiver_text_max = 1000;

/// Values print as YAQL holds them (data lists are tuples, sets are frozen), or as they are after
/// the conversion for output.
enum class Form : std::uint8_t { held, converted };

void append_repr(std::string& out, const Value& value, Form form);

void append_items(
    std::string& out, std::span<const Value> items, std::string_view brackets, Form form
) {
    out += brackets[0];
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i != 0) out += ", ";
        append_repr(out, items[i], form);
    }
    // A tuple of one element needs its comma.
    if (brackets[0] == '(' && items.size() == 1) out += ',';
    out += brackets[1];
}

void append_dict(std::string& out, const Value& dict, Form form) {
    out += '{';
    bool first = true;
    for (const Member& member : dict.members()) {
        if (!first) out += ", ";
        first = false;
        append_repr(out, member.key, form);
        out += ": ";
        append_repr(out, member.value, form);
    }
    out += '}';
}

bool prints_as_tuple(const Value& list, Form form) {
    const ListFlavor flavor = list.flavor();
    return flavor == ListFlavor::tuple || (flavor == ListFlavor::plain && form == Form::held);
}

void append_set(std::string& out, const Value& set, Form form) {
    if (form == Form::held) out += "frozenset(";
    if (!set.empty())
        append_items(out, set.items(), "{}", form);
    else if (form == Form::converted)
        out += "set()";
    if (form == Form::held) out += ')';
}

void append_repr(std::string& out, const Value& value, Form form) {
    switch (value.kind()) {
    case Kind::list:
        return append_items(out, value.items(), prints_as_tuple(value, form) ? "()" : "[]", form);
    case Kind::dict: return append_dict(out, value, form);
    case Kind::set: return append_set(out, value, form);
    case Kind::opaque: out += object_if(value)->text(); return;
    default: out += python_repr(value);
    }
}

bool is_container(const Value& value) {
    return value.is_list() || value.is_dict() || value.kind() == Kind::set;
}

}  // namespace

void check_depth(const Value& value) {
    if (value.depth() > depth_max)
        raise_limit("RecursionError", "maximum recursion depth exceeded");
}

std::string yaql_str(Context& context, const Value& value) {
    switch (value.kind()) {
    case Kind::null: return "null";
    case Kind::boolean: return value.as_bool() ? "true" : "false";
    case Kind::string: return value.to_string();
    case Kind::opaque: return object_if(value)->text();
    default: break;
    }
    check_depth(value);
    context.budget().charge(value.memory_bytes());
    step_over_text(context.budget(), value.memory_bytes());
    if (!is_container(value)) return python_str(value);
    std::string text;
    append_repr(text, value, Form::held);
    return text;
}

std::string inline_text(Context& context, const Value& value) {
    if (value.kind() == Kind::opaque) return object_if(value)->text();
    check_depth(value);
    context.budget().charge(value.memory_bytes());
    if (!is_container(value)) return python_str(value);
    std::string text;
    append_repr(text, value, Form::converted);
    return text;
}

std::string_view yaql_type_name(const Value& value) {
    if (value.is_list()) return value.flavor() == ListFlavor::fresh ? "list" : "tuple";
    if (value.is_dict()) return "FrozenDict";
    if (value.kind() == Kind::set) return "frozenset";
    return python_type_name(value);
}

std::string receiver_text(const Value& receiver) {
    if (receiver.kind() == Kind::opaque) return object_if(receiver)->text();
    check_depth(receiver);
    std::string text;
    if (is_container(receiver))
        append_repr(text, receiver, Form::held);
    else
        text = python_str(receiver);
    if (text.size() <= receiver_text_max) return text;
    std::size_t cut = receiver_text_max;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80) --cut;
    text.resize(cut);
    return text + "...";
}

}  // namespace wf::expr
