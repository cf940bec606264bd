// Filters of any value.
#include "expr/jinja/builtin/families.hpp"
#include "expr/jinja/data/access.hpp"
#include "expr/jinja/data/text_result.hpp"
#include "expr/jinja/text/pretty.hpp"

namespace wf::expr::jinja {
namespace {

Value default_value(Call& call) {
    if (is_undefined(call[0])) return call[1];
    return call.flag(2) && !is_true(call[0]) ? call[1] : call[0];
}

Value attr(Call& call) {
    need_defined(call[0]);
    return strict_attribute_of(call.run, call[0], AttributeName{call.text(1)});
}

Value pprint(Call& call) {
    return text_like(call.run, Value{}, pretty(call.run, call[0]));
}

constexpr std::string_view default_doc =
    "`default_value` if the value is undefined; with `boolean` also if it is false.";

constexpr Row rows[] = {
    {"attr", "obj, name", "An attribute, never an item.", attr},
    {"d", "value, default_value='', boolean=false", default_doc, default_value},
    {"default", "value, default_value='', boolean=false", default_doc, default_value},
    {"pprint", "value", "The value as Python prints it, wrapped at 80 characters.", pprint},
};

}  // namespace

std::span<const Row> value_filters() {
    return rows;
}

}  // namespace wf::expr::jinja
