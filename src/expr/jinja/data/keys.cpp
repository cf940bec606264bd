#include "expr/jinja/data/keys.hpp"

#include "expr/runtime/text_search.hpp"

namespace wf::expr::jinja {
namespace {

Value usable_key(const Value& value) {
    switch (type_of(value)) {
    case Type::list:
    case Type::dict:
    case Type::set: raise_type("unhashable type: '" + std::string{python_type(value)} + "'");
    case Type::undefined: as<Undefined>(value)->require_lenient(); return value;
    case Type::text:
        if (const SafeText* safe = as<SafeText>(value))
            return Value{std::string_view{safe->view()}};
        return value;
    case Type::tuple:
        for (const Value& item : value.items()) usable_key(item);
        return value;
    default: return value;
    }
}

}  // namespace

Value key_of(Evaluation& run, const Value& value) {
    // Tuples may share their parts: what is hashed can be far more than what is held.
    step_over_text(run.budget(), value.memory_bytes());
    return usable_key(value);
}

const Value* find_member(Evaluation& run, const Value& dict, const Value& key) {
    const Value usable = key_of(run, key);
    if (dict.is_dict()) return dict.find(usable);
    Value* place = as<DictBox>(dict)->find(usable);
    if (place != nullptr) thaw(run, *place);
    return place;
}

const Value* find_member(Evaluation& run, const Value& dict, std::string_view key) {
    if (dict.is_dict()) return dict.find(key);
    Value* place = as<DictBox>(dict)->find(Value{key});
    if (place != nullptr) thaw(run, *place);
    return place;
}

}  // namespace wf::expr::jinja
