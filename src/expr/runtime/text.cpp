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

bool prints_as_tuple(const Value& list, Form form) {
    const ListFlavor flavor = list.flavor();
    return flavor == ListFlavor::tuple || (flavor == ListFlavor::plain && form == Form::held);
}

/// Writes repr() of a value, up to about `most` bytes: a value of shared parts is small in memory,
/// but its text need not be.
class ReprWriter {
public:
    ReprWriter(std::string& out, Form form, std::size_t most = std::string::npos)
        : out_(out), form_(form), most_(most) {}

    void write(const Value& value) {
        switch (value.kind()) {
        case Kind::list:
            return write_items(value.items(), prints_as_tuple(value, form_) ? "()" : "[]");
        case Kind::dict: return write_dict(value);
        case Kind::set: return write_set(value);
        case Kind::opaque: out_ += object_if(value)->text(); return;
        default: out_ += python_repr(value);
        }
    }

private:
    bool is_full() const { return out_.size() > most_; }

    void write_items(std::span<const Value> items, std::string_view brackets) {
        out_ += brackets[0];
        for (std::size_t i = 0; i < items.size() && !is_full(); ++i) {
            if (i != 0) out_ += ", ";
            write(items[i]);
        }
        // A tuple of one element needs its comma.
        if (brackets[0] == '(' && items.size() == 1) out_ += ',';
        out_ += brackets[1];
    }

    void write_dict(const Value& dict) {
        out_ += '{';
        bool first = true;
        for (const Member& member : dict.members()) {
            if (is_full()) break;
            if (!first) out_ += ", ";
            first = false;
            write(member.key);
            out_ += ": ";
            write(member.value);
        }
        out_ += '}';
    }

    void write_set(const Value& set) {
        if (form_ == Form::held) out_ += "frozenset(";
        if (!set.empty())
            write_items(set.items(), "{}");
        else if (form_ == Form::converted)
            out_ += "set()";
        if (form_ == Form::held) out_ += ')';
    }

    std::string& out_;
    const Form form_;
    const std::size_t most_;
};

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
    ReprWriter{text, Form::held}.write(value);
    return text;
}

std::string inline_text(Context& context, const Value& value) {
    if (value.kind() == Kind::opaque) return object_if(value)->text();
    check_depth(value);
    context.budget().charge(value.memory_bytes());
    if (!is_container(value)) return python_str(value);
    std::string text;
    ReprWriter{text, Form::converted}.write(value);
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
        ReprWriter{text, Form::held, receiver_text_max}.write(receiver);
    else
        text = python_str(receiver);
    if (text.size() <= receiver_text_max) return text;
    std::size_t cut = receiver_text_max;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80) --cut;
    text.resize(cut);
    return text + "...";
}

}  // namespace wf::expr
