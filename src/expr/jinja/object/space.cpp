#include "expr/jinja/object/space.hpp"

namespace wf::expr::jinja {

void check_nesting(const Value& value) {
    constexpr std::size_t nesting_max = 200;
    const Kind kind = value.kind();
    if ((kind == Kind::list || kind == Kind::dict || kind == Kind::set) &&
        value.depth() > nesting_max)
        raise_limit("RecursionError", "the value is nested too deeply");
}

std::optional<Value> Space::attribute(Evaluation& run, std::string_view name) {
    Value* place = members_.find(Value{name});
    if (place == nullptr) return std::nullopt;
    if (run.is_boxed()) thaw(run, *place);
    return *place;
}

}  // namespace wf::expr::jinja
