// Both parsers, by every door that takes text.
#include "expr/raw_expression.hpp"
#include "target.hpp"

#include <string>

namespace fuzz {

namespace {

using namespace wf::expr;

// A text that a definition may hold must compile as well.
void check_text(std::string_view text) {
    const bool valid = validate_text(text).has_value();
    const auto compiled = Template::compile(wf::Value{text});
    require(
        compiled.has_value() == valid || !has_expression(text), "validation and compilation differ"
    );
    Template::compile_lenient(wf::Value{text});
}

}  // namespace

void yaql_parse(std::string_view text) {
    (void)validate_raw(Language::yaql, text);
    check_text(text);
    check_text("<% " + std::string{text} + " %>");
}

void jinja_parse(std::string_view text) {
    (void)validate_raw(Language::jinja, text);
    check_text(text);
}

}  // namespace fuzz
