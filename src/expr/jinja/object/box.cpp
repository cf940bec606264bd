#include "expr/jinja/object/box.hpp"

#include "expr/jinja/data/type.hpp"
#include "value/json.hpp"

namespace wf::expr::jinja {

std::string ListBox::text() const {
    return "[...]";
}

std::string DictBox::text() const {
    return "{...}";
}

std::vector<Value> DictBox::surrender() {
    std::vector<Value> values;
    values.reserve(members_.size());
    for (Member& member : members_) values.push_back(std::move(member.value));
    clear();
    return values;
}

Value* DictBox::find(const Value& key) {
    const auto found = index_.find(key);
    return found == index_.end() ? nullptr : &members_[found->second].value;
}

void DictBox::set(const Value& key, Value value) {
    const auto [found, is_new] = index_.emplace(key, members_.size());
    if (is_new)
        members_.push_back({key, std::move(value)});
    else
        members_[found->second].value = std::move(value);
}

bool DictBox::erase(const Value& key) {
    const auto found = index_.find(key);
    if (found == index_.end()) return false;
    const std::size_t at = found->second;
    index_.erase(found);
    members_.erase(members_.begin() + static_cast<std::ptrdiff_t>(at));
    for (std::size_t later = at; later < members_.size(); ++later)
        index_[members_[later].key] = later;
    return true;
}

void DictBox::clear() {
    members_.clear();
    index_.clear();
}

Value make_list_box(Evaluation& run, std::vector<Value> items) {
    Value box = Value::opaque<ListBox>(std::move(items));
    run.enlist(*thing_if(box));
    return box;
}

Value make_dict_box(Evaluation& run) {
    Value box = Value::opaque<DictBox>();
    run.enlist(*thing_if(box));
    return box;
}

void thaw_slow(Evaluation& run, Value& place) {
    if (place.is_list() && place.flavor() == ListFlavor::tuple) return;
    run.budget().charge(place.size() * sizeof(Member));
    if (place.is_list()) {
        place = make_list_box(run, {place.items().begin(), place.items().end()});
        return;
    }
    Value box = make_dict_box(run);
    for (const Member& member : place.members()) as<DictBox>(box)->set(member.key, member.value);
    place = std::move(box);
}

namespace {

/// True for plain JSON all the way down; a value knows that about itself.
bool is_plain(const Value& value) {
    const Result<Value> plain = to_plain_json(value);
    return plain && plain->same_as(value);
}

Value freeze_part(Evaluation& run, const Value& value);

Value freeze_list(Evaluation& run, std::span<const Value> items, ListFlavor flavor) {
    std::vector<Value> out;
    out.reserve(items.size());
    for (const Value& item : items) out.push_back(freeze_part(run, item));
    return Value::list(std::move(out), flavor);
}

Value freeze_dict(Evaluation& run, const Value& dict) {
    const std::span<const Member> members = members_of(dict);
    DictBuilder out{members.size()};
    for (const Member& member : members) out.set(member.key, freeze_part(run, member.value));
    return std::move(out).freeze();
}

Value freeze_part(Evaluation& run, const Value& value) {
    if (value.kind() <= Kind::string) return value;
    run.budget().step();
    const Nesting nesting{run.budget(), data_level};
    switch (type_of(value)) {
    case Type::list: {
        const std::span<const Value> items = *items_if(value);
        run.budget().charge(items.size() * sizeof(Value));
        return freeze_list(run, items, ListFlavor::plain);
    }
    case Type::tuple: return freeze_list(run, value.items(), ListFlavor::tuple);
    case Type::dict: return freeze_dict(run, value);
    case Type::text: return Value{*text_if(value)};
    default: return value;
    }
}

}  // namespace

Value freeze(Evaluation& run, const Value& value) {
    if (value.kind() <= Kind::string) return value;
    // What is shared inside counts as often as it is met, here and by those who get the value.
    run.budget().charge(value.memory_bytes() / 4);
    return is_plain(value) ? value : freeze_part(run, value);
}

}  // namespace wf::expr::jinja
