#include "expr/jinja/builtin/tables.hpp"

#include "expr/jinja/builtin/families.hpp"

namespace wf::expr::jinja {

const BuiltinTable& filters() {
    static const BuiltinTable table{
        {text_filters(),
         layout_filters(),
         html_filters(),
         link_filters(),
         json_filters(),
         number_filters(),
         sequence_filters(),
         order_filters(),
         select_filters(),
         value_filters()}};
    return table;
}

const BuiltinTable& tests() {
    static const BuiltinTable table{{type_tests(), value_tests()}};
    return table;
}

const BuiltinTable& global_functions() {
    static const BuiltinTable table{{sequence_globals(), object_globals()}};
    return table;
}

}  // namespace wf::expr::jinja
