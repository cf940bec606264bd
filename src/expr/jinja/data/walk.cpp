#include "expr/jinja/data/walk.hpp"

#include "expr/jinja/data/compare.hpp"
#include "expr/jinja/data/keys.hpp"
#include "expr/jinja/object/bytes.hpp"
#include "expr/runtime/text_search.hpp"
#include "expr/runtime/unicode.hpp"

namespace wf::expr::jinja {

Walk::Walk(Evaluation& run, Value iterable) : run_(run), held_(std::move(iterable)) {
    switch (type_of(held_)) {
    case Type::list:
        if (thing_if(held_) != nullptr) {
            source_ = Source::box;
            return;
        }
        [[fallthrough]];
    case Type::tuple:
    case Type::set: items_ = held_.items(); return;
    case Type::dict:
        source_ = Source::keys;
        size_ = members_of(held_).size();
        return;
    case Type::text: source_ = Source::text; return;
    case Type::iterator:
        source_ = Source::iterator;
        if (object_if(held_)->object_kind() == ObjectKind::walkable)
            held_ = static_cast<Walkable*>(object_if(held_))->walk(run.context());
        iterator_ = static_cast<Iterator*>(object_if(held_));
        return;
    case Type::undefined: as<Undefined>(held_)->require_lenient(); return;
    default: break;
    }
    if (const View* view = as<View>(held_)) {
        source_ = view->part() == View::Part::items ? Source::view_items : Source::view;
        size_ = view->size();
    } else if (thing_if(held_, Shape::range) != nullptr) {
        source_ = Source::range;
    } else if (thing_if(held_, Shape::bytes) != nullptr) {
        source_ = Source::bytes;
    } else {
        raise_type("'" + std::string{python_type(held_)} + "' object is not iterable");
    }
}

bool Walk::next_of_other(Value& out) {
    run_.budget().step();
    switch (source_) {
    case Source::items: return false;
    case Source::box: {
        ListBox& box = *as<ListBox>(held_);
        if (position_ >= box.items.size()) return false;
        thaw(run_, box.items[position_]);
        out = box.items[position_++];
        return true;
    }
    case Source::keys: return next_key(out);
    case Source::view_items:
    case Source::view: {
        check_size();
        if (position_ >= size_) return false;
        out = as<View>(held_)->at(run_, position_++);
        return true;
    }
    case Source::range: {
        const Range& range = *as<Range>(held_);
        if (static_cast<std::int64_t>(position_) >= range.size()) return false;
        out = Value{range.at(static_cast<std::int64_t>(position_++))};
        return true;
    }
    case Source::bytes: {
        const Bytes& bytes = *as<Bytes>(held_);
        if (static_cast<std::int64_t>(position_) >= bytes.size()) return false;
        out = Value{bytes.at(position_++)};
        return true;
    }
    case Source::text: return next_character(out);
    case Source::iterator: return iterator_->next(out);
    }
    return false;
}

bool Walk::next_pair(Value& key, Value& value) {
    run_.budget().step();
    check_size();
    if (position_ >= size_) return false;
    const Value& dict = as<View>(held_)->dict();
    if (DictBox* box = as<DictBox>(dict)) thaw(run_, box->members()[position_].value);
    const Member& member = members_of(dict)[position_++];
    key = member.key;
    value = member.value;
    return true;
}

bool Walk::next_key(Value& out) {
    check_size();
    if (position_ >= size_) return false;
    out = members_of(held_)[position_++].key;
    return true;
}

void Walk::check_size() const {
    const View* view = as<View>(held_);
    const std::size_t now = view != nullptr ? view->size() : members_of(held_).size();
    if (now != size_) raise("RuntimeError", "dictionary changed size during iteration");
}

bool Walk::next_character(Value& out) {
    const std::string_view text = *text_if(held_);
    if (position_ >= text.size()) return false;
    const std::size_t length = unicode::width(text[position_]);
    out = Value{text.substr(position_, length)};
    position_ += length;
    return true;
}

std::int64_t Walk::known_remaining() const {
    const auto rest = [this](std::size_t size) {
        return static_cast<std::int64_t>(size - std::min(size, position_));
    };
    switch (source_) {
    case Source::items: return rest(items_.size());
    case Source::box: return rest(as<ListBox>(held_)->items.size());
    case Source::keys:
    case Source::view_items:
    case Source::view: return rest(size_);
    case Source::range: return as<Range>(held_)->size() - static_cast<std::int64_t>(position_);
    case Source::bytes: return as<Bytes>(held_)->size() - static_cast<std::int64_t>(position_);
    case Source::text:
        return static_cast<std::int64_t>(unicode::length(text_if(held_)->substr(position_)));
    case Source::iterator: return -1;
    }
    return -1;
}

std::vector<Value> collect(Evaluation& run, const Value& iterable) {
    Walk walk{run, iterable};
    std::vector<Value> items;
    const std::int64_t known = walk.known_remaining();
    if (known > 0) {
        run.budget().charge(static_cast<std::size_t>(known) * sizeof(Value));
        items.reserve(static_cast<std::size_t>(known));
    }
    Value item;
    while (walk.next(item)) {
        if (known < 0) run.budget().charge(sizeof(Value));
        items.push_back(std::move(item));
    }
    return items;
}

std::optional<std::int64_t> length_if(const Value& value) {
    if (const auto text = text_if(value)) return static_cast<std::int64_t>(unicode::length(*text));
    if (const auto items = items_if(value)) return static_cast<std::int64_t>(items->size());
    if (is_dict(value)) return static_cast<std::int64_t>(members_of(value).size());
    if (const View* view = as<View>(value)) return static_cast<std::int64_t>(view->size());
    if (const Range* range = as<Range>(value)) return range->size();
    if (const Bytes* bytes = as<Bytes>(value)) return bytes->size();
    if (const Undefined* undefined = as<Undefined>(value)) {
        undefined->require_lenient();
        return 0;
    }
    if (const Object* object = object_if(value, ObjectKind::walkable)) {
        const std::int64_t size = static_cast<const Walkable*>(object)->known_size();
        if (size >= 0) return size;
    }
    return std::nullopt;
}

std::int64_t length_of(const Value& value) {
    if (const auto length = length_if(value)) return *length;
    raise_type("object of type '" + std::string{python_type(value)} + "' has no len()");
}

bool is_iterable(const Value& value) {
    switch (type_of(value)) {
    case Type::list:
    case Type::tuple:
    case Type::set:
    case Type::dict:
    case Type::text:
    case Type::iterator: return true;
    case Type::undefined: as<Undefined>(value)->require_lenient(); return true;
    default: break;
    }
    const Thing* thing = thing_if(value);
    return thing != nullptr && (thing->shape() == Shape::view || thing->shape() == Shape::range ||
                                thing->shape() == Shape::bytes);
}

bool contains(Evaluation& run, const Value& container, const Value& member) {
    if (const auto text = text_if(container)) {
        const auto part = text_if(member);
        if (!part)
            raise_type(
                "'in <string>' requires string as left operand, not " +
                std::string{python_type(member)}
            );
        run.budget().steps(static_cast<std::int64_t>(text->size() / bytes_per_step));
        return find_text(*text, *part) != std::string_view::npos;
    }
    if (is_dict(container)) return find_member(run, container, member) != nullptr;
    if (const Range* range = as<Range>(container)) return range->contains(member);
    if (!is_iterable(container))
        raise_type(
            "argument of type '" + std::string{python_type(container)} + "' is not iterable"
        );
    // Python looks for a set as for its frozen twin.
    if (type_of(container) == Type::set && type_of(member) != Type::set)
        static_cast<void>(key_of(run, member));
    Walk walk{run, container};
    Value item;
    while (walk.next(item))
        if (item.same_as(member) || equals(run, item, member)) return true;
    return false;
}

}  // namespace wf::expr::jinja
