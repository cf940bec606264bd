#include "expr/jinja/object/thing.hpp"

namespace wf::expr::jinja {

Thing::~Thing() {
    if (links.owner != nullptr) links.owner->delist(*this);
}

std::optional<Value> Thing::attribute(Evaluation&, std::string_view) {
    return std::nullopt;
}

Value Thing::call(Evaluation&, const Args&) {
    raise_type("'" + std::string{python_type()} + "' object is not callable");
}

}  // namespace wf::expr::jinja
