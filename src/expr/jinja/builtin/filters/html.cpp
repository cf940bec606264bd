// Filters for HTML: escaping, tags, attributes. Links are in link.cpp.
#include "expr/jinja/text/html.hpp"

#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/data/text_result.hpp"

namespace wf::expr::jinja {
namespace {

Value escape(Call& call) {
    if (as<SafeText>(call[0]) != nullptr) return call[0];
    std::string text = escaped_text(call.run, call[0]);
    call.budget().charge(text.size());
    return safe_text(std::move(text));
}

Value forceescape(Call& call) {
    std::string out;
    append_escaped(out, text_of(call.run, call[0]));
    call.budget().charge(out.size());
    return safe_text(std::move(out));
}

Value safe(Call& call) {
    if (as<SafeText>(call[0]) != nullptr) return call[0];
    return safe_text(text_of(call.run, call[0]));
}

Value striptags(Call& call) {
    return Value{without_tags(call.budget(), text_of(call.run, call[0]))};
}

Value xmlattr(Call& call) {
    need_defined(call[0]);
    if (!is_dict(call[0]))
        raise(
            "AttributeError",
            "'" + std::string{python_type(call[0])} + "' object has no attribute 'items'"
        );
    std::string out;
    for (const Member& member : members_of(call[0])) {
        if (member.value.is_null() || is_undefined(member.value)) continue;
        // Such a key would end the attribute and begin another one.
        if (need_text(member.key, "attribute name").find_first_of(" \t\n\r\v\f/>=") !=
            std::string_view::npos)
            raise_value("Invalid character in attribute name: " + repr_of(call.run, member.key));
        if (!out.empty()) out += ' ';
        out += escaped_text(call.run, member.key) + "=\"" + escaped_text(call.run, member.value) +
               "\"";
    }
    if (call.flag(1) && !out.empty()) out.insert(0, 1, ' ');
    call.budget().charge(out.size());
    return call.run.escapes ? safe_text(std::move(out)) : Value{out};
}

constexpr std::string_view escape_doc = "& < > ' \" as HTML entities; the result is safe.";

constexpr Row rows[] = {
    {"e", "value", escape_doc, escape},
    {"escape", "value", escape_doc, escape},
    {"forceescape", "value", "As escape, but safe texts are escaped again.", forceescape},
    {"safe", "value", "The text, marked as one that needs no escaping.", safe},
    {"striptags", "value", "The text without tags and comments, blanks squeezed.", striptags},
    {"xmlattr",
     "d, autospace=true",
     "A dict as attributes of a tag: ` k=\"v\"`; none and undefined left out.",
     xmlattr},
};

}  // namespace

std::span<const Row> html_filters() {
    return rows;
}

}  // namespace wf::expr::jinja
