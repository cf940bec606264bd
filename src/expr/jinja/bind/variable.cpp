#include "expr/jinja/bind/variable.hpp"

#include "expr/jinja/object/block_reference.hpp"
#include "expr/jinja/object/box.hpp"
#include "expr/jinja/object/function.hpp"

namespace wf::expr::jinja {

Value* place_of(Frame& frame, const Variable& variable) {
    Value* place = nullptr;
    switch (variable.source) {
    case Variable::Source::slot: place = &frame.slots[variable.slot]; break;
    case Variable::Source::outer: {
        Frame* outer = &frame;
        for (std::uint16_t level = 0; level < variable.levels; ++level) outer = outer->parent;
        place = &outer->slots[variable.slot];
        break;
    }
    case Variable::Source::context: place = frame.run->context_value(variable.context_name); break;
    case Variable::Source::global:
    case Variable::Source::service:
    case Variable::Source::self:
    case Variable::Source::undefined: return nullptr;
    }
    if (place != nullptr && frame.run->is_boxed()) thaw(*frame.run, *place);
    return place;
}

Value load(Frame& frame, const Variable& variable) {
    if (const Value* place = place_of(frame, variable)) return *place;
    switch (variable.source) {
    case Variable::Source::global: return global_function(*variable.global);
    case Variable::Source::service: return service_function(*variable.service);
    case Variable::Source::self: return template_reference(frame);
    default: return variable.missing;
    }
}

}  // namespace wf::expr::jinja
