#include "expr/jinja/data/access.hpp"

#include "expr/jinja/builtin/methods.hpp"
#include "expr/jinja/data/keys.hpp"
#include "expr/jinja/data/walk.hpp"
#include "expr/jinja/object/bytes.hpp"
#include "expr/jinja/object/function.hpp"
#include "expr/runtime/unicode.hpp"
#include "value/big_integer.hpp"

#include <algorithm>

namespace wf::expr::jinja {
namespace {

/// Attributes that every Python object has.
constexpr std::string_view dunder_names[] = {
    "__class__",  "__delattr__",   "__dir__",          "__doc__",
    "__eq__",     "__format__",    "__ge__",           "__getattribute__",
    "__gt__",     "__hash__",      "__init__",         "__init_subclass__",
    "__le__",     "__lt__",        "__ne__",           "__new__",
    "__reduce__", "__reduce_ex__", "__repr__",         "__setattr__",
    "__sizeof__", "__str__",       "__subclasshook__",
};

/// Dunder names of containers and functions.
constexpr std::string_view more_dunder_names[] = {
    "__add__",        "__mul__",         "__len__",        "__iter__",     "__contains__",
    "__getitem__",    "__call__",        "__globals__",    "__code__",     "__closure__",
    "__self__",       "__func__",        "__dict__",       "__module__",   "__name__",
    "__mro__",        "__base__",        "__bases__",      "__defaults__", "__kwdefaults__",
    "__qualname__",   "__annotations__", "__getnewargs__", "__rmul__",     "__mod__",
    "__rmod__",       "__setitem__",     "__delitem__",    "__reversed__", "__iadd__",
    "__imul__",       "__or__",          "__ror__",        "__ior__",      "__class_getitem__",
    "__subclasses__", "__prepare__",
};

bool is_known_dunder(std::string_view name) {
    return name.starts_with("__") &&
           (std::ranges::find(dunder_names, name) != std::end(dunder_names) ||
            std::ranges::find(more_dunder_names, name) != std::end(more_dunder_names));
}

/// Position from the end made a position from the start; nullopt if it is outside.
std::optional<std::size_t> position_in(std::int64_t index, std::size_t size) {
    const auto count = static_cast<std::int64_t>(size);
    if (index < 0) index += count;
    if (index < 0 || index >= count) return std::nullopt;
    return static_cast<std::size_t>(index);
}

std::optional<std::int64_t> index_in(const Value& key) {
    if (key.kind() == Kind::integer) return key.as_int();
    if (key.is_bool()) return key.as_bool() ? 1 : 0;
    return std::nullopt;
}

std::optional<Value> character_at(std::string_view text, std::int64_t index) {
    const bool ascii = unicode::is_ascii(text);
    const auto position = position_in(index, ascii ? text.size() : unicode::length(text));
    if (!position) return std::nullopt;
    const std::size_t byte = ascii ? *position : unicode::offset_of(text, *position);
    return Value{text.substr(byte, unicode::width(text[byte]))};
}

std::optional<Value> indexed(Evaluation& run, const Value& object, std::int64_t index) {
    if (const auto text = text_if(object)) {
        run.budget().steps(static_cast<std::int64_t>(text->size() / bytes_per_step));
        return character_at(*text, index);
    }
    if (ListBox* box = as<ListBox>(object)) {
        const auto position = position_in(index, box->items.size());
        if (!position) return std::nullopt;
        thaw(run, box->items[*position]);
        return box->items[*position];
    }
    if (object.is_list()) {
        const auto position = position_in(index, object.size());
        return position ? std::optional<Value>{object.at(*position)} : std::nullopt;
    }
    if (const Range* range = as<Range>(object)) {
        const auto position = position_in(index, static_cast<std::size_t>(range->size()));
        if (position) return Value{range->at(static_cast<std::int64_t>(*position))};
    }
    if (const Bytes* bytes = as<Bytes>(object)) {
        const auto position = position_in(index, static_cast<std::size_t>(bytes->size()));
        if (position) return Value{bytes->at(*position)};
    }
    return std::nullopt;
}

struct Bounds {
    std::int64_t start;
    std::int64_t stop;
    std::int64_t step;
    std::int64_t count;
};

/// Python's slice.indices(length).
Bounds bounds_of(const std::array<Value, 3>& parts, std::int64_t length) {
    const auto number = [](const Value& part) {
        // An undefined one as well: slicing does not ask it for anything.
        if (!is_integer_like(part))
            raise_type("slice indices must be integers or None or have an __index__ method");
        // Far outside is the same as just outside.
        if (part.kind() == Kind::big_integer)
            return part.as_big_integer().is_negative() ? INT64_MIN : INT64_MAX;
        return part.is_bool() ? std::int64_t{part.as_bool()} : part.as_int();
    };
    const std::int64_t step = parts[2].is_null() ? 1 : number(parts[2]);
    if (step == 0) raise_value("slice step cannot be zero");
    const std::int64_t lowest = step < 0 ? -1 : 0;
    const std::int64_t highest = step < 0 ? length - 1 : length;
    const auto clamp = [&](const Value& part, std::int64_t fallback) {
        if (part.is_null()) return fallback;
        std::int64_t index = number(part);
        if (index < 0) index = index < -length ? lowest : index + length;
        return std::clamp(index, lowest, highest);
    };
    Bounds bounds{0, 0, step, 0};
    bounds.start = clamp(parts[0], step < 0 ? highest : lowest);
    bounds.stop = clamp(parts[1], step < 0 ? lowest : highest);
    const std::int64_t span = step > 0 ? bounds.stop - bounds.start : bounds.start - bounds.stop;
    const auto stride =
        step > 0 ? static_cast<std::uint64_t>(step) : 0 - static_cast<std::uint64_t>(step);
    if (span > 0)
        bounds.count = 1 + static_cast<std::int64_t>(static_cast<std::uint64_t>(span - 1) / stride);
    return bounds;
}

Value slice_text(const Value& object, std::string_view text, const std::array<Value, 3>& parts) {
    const Bounds bounds = bounds_of(parts, static_cast<std::int64_t>(unicode::length(text)));
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < text.size(); at += unicode::width(text[at])) starts.push_back(at);
    std::string out;
    for (std::int64_t at = bounds.start, left = bounds.count; left > 0; --left, at += bounds.step) {
        const std::size_t byte = starts[static_cast<std::size_t>(at)];
        out += text.substr(byte, unicode::width(text[byte]));
        if (left == 1) break;
    }
    return object.is_string() ? Value{out} : safe_text(std::move(out));
}

Value slice_range(const Range& range, const std::array<Value, 3>& parts) {
    const Bounds bounds = bounds_of(parts, range.size());
    const std::int64_t step = range.step() * bounds.step;
    const std::int64_t start = range.start() + bounds.start * range.step();
    return Value::opaque<Range>(start, start + bounds.count * step, step);
}

}  // namespace

AttributeName::AttributeName(std::string_view text)
    : name(text), is_dunder(is_known_dunder(text)),
      changes_data(changes_receiver(text)), methods_{
                                                text_methods().find(text),
                                                list_methods().find(text),
                                                tuple_methods().find(text),
                                                dict_methods().find(text),
                                                integer_methods().find(text),
                                                float_methods().find(text),
                                                set_methods().find(text),
                                            } {
}

const Builtin* AttributeName::method_of(Type type) const {
    switch (type) {
    case Type::text: return methods_.text;
    case Type::list: return methods_.list;
    case Type::tuple: return methods_.tuple;
    case Type::dict: return methods_.dict;
    case Type::boolean:
    case Type::integer: return methods_.integer;
    case Type::floating: return methods_.floating;
    case Type::set: return methods_.set;
    default: return nullptr;
    }
}

Value strict_attribute_of(Evaluation& run, const Value& object, const AttributeName& name) {
    // A namespace answers for its own names only.
    if (name.is_dunder && (name.view() == "__class__" || thing_if(object, Shape::space) == nullptr))
        return unsafe_attribute(object, name.view());
    if (const Builtin* method = name.method_of(type_of(object))) {
        if (method->is_property()) return call_builtin(run, *method, &object, {});
        return bind_method(run, *method, object);
    }
    if (Thing* thing = thing_if(object)) {
        if (auto found = thing->attribute(run, name.view())) return *std::move(found);
    }
    if (is_undefined(object)) as<Undefined>(object)->raise();
    return undefined_attribute(object, name.view());
}

Value attribute_of(Evaluation& run, const Value& object, const AttributeName& name) {
    if (!name.is_dunder && is_dict(object) && name.method_of(Type::dict) == nullptr) {
        const Value* found = find_member(run, object, name.view());
        return found != nullptr ? *found : undefined_attribute(object, name.view());
    }
    return strict_attribute_of(run, object, name);
}

std::optional<Value> item_if(Evaluation& run, const Value& object, const Value& key) {
    if (is_dict(object)) {
        const Type type = type_of(key);
        if (type == Type::list || type == Type::dict || type == Type::set) return std::nullopt;
        const Value* found = find_member(run, object, key);
        return found != nullptr ? std::optional<Value>{*found} : std::nullopt;
    }
    if (is_undefined(object)) as<Undefined>(object)->raise();
    if (const auto index = index_in(key)) return indexed(run, object, *index);
    return std::nullopt;
}

Value item_of(Evaluation& run, const Value& object, const Value& key) {
    if (auto found = item_if(run, object, key)) return *std::move(found);
    const auto text = text_if(key);
    if (!text) return undefined_item(object, key);
    return strict_attribute_of(run, object, AttributeName{*text});
}

Value slice_of(Evaluation& run, const Value& object, const std::array<Value, 3>& parts) {
    if (const auto text = text_if(object)) {
        run.budget().charge(text->size());
        return slice_text(object, *text, parts);
    }
    if (const Range* range = as<Range>(object)) return slice_range(*range, parts);
    const Type type = type_of(object);
    if (type != Type::list && type != Type::tuple) {
        need_defined(object);
        if (is_dict(object)) raise_type("unhashable type: 'slice'");
        raise_type("'" + std::string{python_type(object)} + "' object is not subscriptable");
    }
    const std::span<const Value> items = *items_if(object);
    const Bounds bounds = bounds_of(parts, static_cast<std::int64_t>(items.size()));
    run.budget().charge(static_cast<std::size_t>(bounds.count) * sizeof(Value));
    run.budget().steps(bounds.count / 16);
    std::vector<Value> out;
    out.reserve(static_cast<std::size_t>(bounds.count));
    std::int64_t at = bounds.start;
    for (std::int64_t made = 0; made < bounds.count; ++made) {
        if (made > 0) at += bounds.step;
        if (ListBox* box = as<ListBox>(object)) thaw(run, box->items[static_cast<std::size_t>(at)]);
        out.push_back((*items_if(object))[static_cast<std::size_t>(at)]);
    }
    return type == Type::tuple ? make_tuple(std::move(out)) : make_list(run, std::move(out));
}

}  // namespace wf::expr::jinja
