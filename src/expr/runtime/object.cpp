// Names, truth and text of the runtime's opaque values.
#include "expr/runtime/object.hpp"

#include <utility>

namespace wf::expr {

std::string Object::text() const {
    std::string text = "<";
    text += type_name();
    text += " object>";
    return text;
}

// An object that dies while another one is being destroyed waits for its turn, so the native stack
// does not grow with the length of a chain. Evaluations run on one thread each.
void Object::operator delete(Object* object, std::destroying_delete_t) noexcept {
    static thread_local Object* dying = nullptr;
    static thread_local bool destroying = false;
    object->next_dying_ = std::exchange(dying, object);
    if (destroying) return;
    destroying = true;
    while (dying != nullptr) {
        Object* const next = std::exchange(dying, dying->next_dying_);
        void* const memory = dynamic_cast<void*>(next);
        next->~Object();
        ::operator delete(memory);
    }
    destroying = false;
}

bool truth_of(const Value& value) {
    const Object* object = object_if(value);
    return object != nullptr ? object->truth() : truthy(value);
}

std::string_view python_type_name(const Value& value) {
    switch (value.kind()) {
    case Kind::null: return "NoneType";
    case Kind::boolean: return "bool";
    case Kind::integer:
    case Kind::big_integer: return "int";
    case Kind::floating: return "float";
    case Kind::string: return "str";
    case Kind::list: return value.flavor() == ListFlavor::tuple ? "tuple" : "list";
    case Kind::dict: return "dict";
    case Kind::set: return "set";
    case Kind::datetime:
        return value.as_datetime().date_only ? "datetime.date" : "datetime.datetime";
    case Kind::timespan: return "datetime.timedelta";
    case Kind::opaque: return value.as_opaque().type_name();
    }
    return "object";
}

}  // namespace wf::expr
