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

}  // namespace wf::expr
