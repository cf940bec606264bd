#include "expr/jinja/builtin/methods.hpp"

#include "expr/jinja/builtin/families.hpp"

#include <algorithm>

namespace wf::expr::jinja {

const BuiltinTable& text_methods() {
    static const BuiltinTable table{
        {text_case_methods(),
         text_search_methods(),
         text_split_methods(),
         text_shape_methods(),
         text_class_methods()}};
    return table;
}

bool changes_receiver(std::string_view name) {
    static constexpr std::string_view names[] = {
        "append",
        "clear",
        "extend",
        "insert",
        "pop",
        "popitem",
        "remove",
        "reverse",
        "setdefault",
        "sort",
        "update"};
    return std::ranges::find(names, name) != std::end(names);
}

}  // namespace wf::expr::jinja
