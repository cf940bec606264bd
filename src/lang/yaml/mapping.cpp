#include "lang/yaml/mapping.hpp"

#include "lang/yaml/parser.hpp"
#include "value/json.hpp"
#include "value/python_text.hpp"

#include <utility>

namespace wf::lang::yaml {
namespace {

// JSON keys are text: 1 -> "1", true -> "true", null -> "null", dates as they print.
Value json_key(const Value& key) {
    const auto plain = to_plain_json(Value::dict({{key, nullptr}}));
    return plain ? plain->members()[0].key : key;
}

constexpr std::size_t index_from = 12;

}  // namespace

const Node* Node::find(std::string_view name) const {
    if (!is_mapping()) return nullptr;
    for (const Node& child : children) {
        if (child.key.is_string() && child.key.as_string() == name) return &child;
    }
    return nullptr;
}

void MappingBuilder::add(Node key, Node value) {
    if (key.is_list() || key.is_mapping()) {
        throw Failure{
            .problem = "while constructing a mapping: found unhashable key", .mark = key.mark};
    }
    value.key_kind = key.kind;
    value.key_mark = key.mark;
    const bool as_text = typing_ == Typing::json && !key.value.is_string();
    value.key = as_text ? json_key(key.value) : std::move(key.value);
    own_.push_back(std::move(value));
}

void MappingBuilder::merge(Node value) {
    if (value.is_mapping()) {
        for (Node& member : value.children) merged_.push_back(std::move(member));
        return;
    }
    if (!value.is_list()) {
        throw Failure{
            .problem =
                "while constructing a mapping: expected a mapping or list of mappings for merging",
            .mark = value.mark,
        };
    }
    // The first of several mappings wins, so it is put last.
    for (auto it = value.children.rbegin(); it != value.children.rend(); ++it) {
        if (!it->is_mapping()) {
            throw Failure{
                .problem = "while constructing a mapping: expected a mapping for merging",
                .mark = it->mark,
            };
        }
        for (Node& member : it->children) merged_.push_back(std::move(member));
    }
}

void MappingBuilder::put(Node member, Origin origin) {
    std::vector<Node>& members = made_.children;
    std::size_t place = members.size();
    if (members.size() < index_from) {
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (members[i].key == member.key) place = i;
        }
    } else {
        if (places_.empty()) {
            for (std::size_t i = 0; i < members.size(); ++i) places_.emplace(members[i].key, i);
        }
        place = places_.emplace(member.key, place).first->second;
    }
    if (place == members.size()) {
        members.push_back(std::move(member));
        return;
    }
    const bool repeated = origin == Origin::own && members[place].key_mark.line != 0;
    if (repeated) duplicates_.push_back({python_str(member.key), member.key_mark});
    // Equal keys may differ in kind (1, 1.0, true); the first one stays.
    member.key = members[place].key;
    members[place] = std::move(member);
}

Node MappingBuilder::finish(Mark end) && {
    made_.end = end;
    made_.children.reserve(merged_.size() + own_.size());
    for (Node& member : merged_) put(std::move(member), Origin::merged);
    // A merged member may be overridden silently, that is what merging is for.
    for (Node& member : made_.children) member.key_mark.line = 0;
    for (Node& member : own_) put(std::move(member), Origin::own);
    for (Node& member : made_.children) {
        if (member.key_mark.line == 0) member.key_mark = member.mark;
    }
    DictBuilder dict{made_.children.size()};
    for (const Node& member : made_.children) dict.set(member.key, member.value);
    made_.value = std::move(dict).freeze();
    return std::move(made_);
}

}  // namespace wf::lang::yaml
