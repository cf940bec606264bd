// A node together with the way that leads to it. Lives on the stack; parents outlive children.
#pragma once
#include "lang/yaml/node.hpp"

#include <cstddef>
#include <string>

namespace wf::lang {

class Place {
public:
    /// The document itself.
    explicit Place(const yaml::Node& root) : node_(root) {}

    /// A child, by its position in the parent's children.
    Place(const Place& parent, std::size_t index)
        : node_(parent.node_.children[index]), parent_(&parent), index_(index) {}

    /// A node made up by us that stands for `parent`, for texts that hold a small mapping.
    Place(const Place& parent, const yaml::Node& node)
        : node_(node), parent_(&parent), stands_in_(true) {}

    const yaml::Node& node() const { return node_; }

    const Value& value() const { return node_.value; }

    /// "w.tasks.x.on-success[1]"
    std::string path() const;

private:
    const yaml::Node& node_;
    const Place* parent_ = nullptr;
    std::size_t index_ = 0;
    bool stands_in_ = false;
};

/// Calls `visit(place, key)` for each member of a mapping.
template <class Visit>
void for_each_member(const Place& mapping, Visit visit) {
    if (!mapping.node().is_mapping()) return;
    for (std::size_t i = 0; i < mapping.node().children.size(); ++i) visit(Place{mapping, i});
}

/// Calls `visit(place)` for each item of a list.
template <class Visit>
void for_each_item(const Place& list, Visit visit) {
    if (!list.node().is_list()) return;
    for (std::size_t i = 0; i < list.node().children.size(); ++i) visit(Place{list, i});
}

/// Calls `visit(place)` for the member `key`, if there is one.
template <class Visit>
void with_member(const Place& mapping, std::string_view key, Visit visit) {
    const yaml::Node* node = mapping.node().find(key);
    if (node == nullptr) return;
    visit(Place{mapping, static_cast<std::size_t>(node - mapping.node().children.data())});
}

}  // namespace wf::lang
