#include "expr/jinja/data/text.hpp"

#include "expr/jinja/object/space.hpp"
#include "expr/jinja/object/view.hpp"
#include "value/python_text.hpp"

#include <charconv>

namespace wf::expr::jinja {
namespace {

/// Levels that are printed; Python gives up at about a thousand.
constexpr int nesting_max = 500;

/// Containers that are being printed, so that one that holds itself prints as [...].
struct Open {
    const void* container;
    const Open* outer;
};

class Printer {
public:
    Printer(Evaluation& run, std::string& out) : run_(run), out_(out) {}

    void repr(const Value& value, const Open* open = nullptr) {
        run_.budget().step();
        switch (type_of(value)) {
        case Type::list: return list(value, open);
        case Type::tuple: return sequence(value.items(), "(", value.size() == 1 ? ",)" : ")", open);
        case Type::set:
            if (value.empty()) {
                out_ += "set()";
                return;
            }
            return sequence(value.items(), "{", "}", open);
        case Type::dict: return dict(value, open);
        case Type::text: return text(value);
        case Type::undefined: out_ += "Undefined"; return;
        case Type::thing: return thing(value, open);
        case Type::iterator:
        case Type::foreign: append_text(run_, out_, value); return;
        default: out_ += python_repr(value); return;
        }
    }

private:
    void text(const Value& value) {
        if (value.is_string()) {
            out_ += python_repr(value.as_string());
            return;
        }
        out_ += "Markup(" + python_repr(std::string_view{*text_if(value)}) + ")";
    }

    void list(const Value& value, const Open* open) {
        const ListBox* box = as<ListBox>(value);
        if (box == nullptr) return sequence(value.items(), "[", "]", open);
        if (is_open(box, open)) {
            out_ += "[...]";
            return;
        }
        const Open inner{box, open};
        sequence(box->items, "[", "]", &inner);
    }

    void dict(const Value& value, const Open* open) {
        const DictBox* box = as<DictBox>(value);
        if (box != nullptr && is_open(box, open)) {
            out_ += "{...}";
            return;
        }
        const Open inner{box, open};
        members(members_of(value), &inner);
    }

    void space(Space& space, const Open* open) {
        if (is_open(&space, open)) {
            out_ += "<Namespace {...}>";
            return;
        }
        const Open inner{&space, open};
        out_ += "<Namespace ";
        members(space.members().members(), &inner);
        out_ += '>';
    }

    void members(std::span<const Member> members, const Open* open) {
        deeper();
        out_ += '{';
        const char* separator = "";
        for (const Member& member : members) {
            out_ += separator;
            repr(member.key, open);
            out_ += ": ";
            repr(member.value, open);
            separator = ", ";
        }
        out_ += '}';
        --depth_;
    }

    void sequence(
        std::span<const Value> items, const char* begin, const char* end, const Open* open
    ) {
        deeper();
        out_ += begin;
        const char* separator = "";
        for (const Value& item : items) {
            out_ += separator;
            repr(item, open);
            separator = ", ";
        }
        out_ += end;
        --depth_;
    }

    void thing(const Value& value, const Open* open) {
        if (Space* space = as<Space>(value)) return this->space(*space, open);
        const View* view = as<View>(value);
        if (view == nullptr) {
            out_ += thing_if(value)->text();
            return;
        }
        out_ += view->python_type();
        std::vector<Value> items;
        for (std::size_t at = 0; at < view->size(); ++at) items.push_back(view->at(run_, at));
        sequence(items, "([", "])", open);
    }

    static bool is_open(const void* container, const Open* open) {
        for (; open != nullptr; open = open->outer)
            if (open->container == container) return true;
        return false;
    }

    void deeper() {
        if (++depth_ > nesting_max)
            raise(
                "RecursionError",
                "maximum recursion depth exceeded while getting the repr of an object"
            );
    }

    Evaluation& run_;
    std::string& out_;
    int depth_ = 0;
};

}  // namespace

void append_text(Evaluation& run, std::string& out, const Value& value) {
    switch (value.kind()) {
    case Kind::string: out += value.as_string(); return;
    case Kind::integer: {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, value.as_int());
        out.append(digits, end.ptr);
        return;
    }
    case Kind::null: out += "None"; return;
    case Kind::boolean: out += value.as_bool() ? "True" : "False"; return;
    case Kind::floating: out += python_float(value.as_double()); return;
    case Kind::big_integer:
    case Kind::datetime:
    case Kind::timespan: out += python_str(value); return;
    case Kind::list:
    case Kind::dict:
    case Kind::set:
        // Shared parts are printed each time they are met, which may be exponentially often.
        run.budget().charge(value.memory_bytes() / 4);
        Printer{run, out}.repr(value);
        return;
    case Kind::opaque: break;
    }
    if (const SafeText* safe = as<SafeText>(value)) {
        out += safe->view();
    } else if (is_undefined(value) || thing_if(value) == nullptr) {
        out += object_if(value)->text();
    } else {
        Printer{run, out}.repr(value);
    }
}

std::string text_of(Evaluation& run, const Value& value) {
    std::string out;
    append_text(run, out, value);
    return out;
}

void append_repr(Evaluation& run, std::string& out, const Value& value) {
    run.budget().charge(value.memory_bytes() / 4);
    Printer{run, out}.repr(value);
}

std::string repr_of(Evaluation& run, const Value& value) {
    std::string out;
    append_repr(run, out, value);
    return out;
}

void append_output(Evaluation& run, std::string& out, const Value& value) {
    const std::size_t before = out.size();
    if (!run.escapes || thing_if(value, Shape::safe_text) != nullptr)
        append_text(run, out, value);
    else
        append_escaped(out, text_of(run, value));
    run.budget().charge(out.size() - before);
}

std::string escaped_text(Evaluation& run, const Value& value) {
    if (const SafeText* safe = as<SafeText>(value)) return safe->view();
    std::string out;
    append_escaped(out, text_of(run, value));
    return out;
}

}  // namespace wf::expr::jinja
