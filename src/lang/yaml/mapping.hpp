// Builds a mapping node with Python's rules: of equal keys the last value counts, at the first
// one's place; `<<` brings in other mappings' members below the own ones.
#pragma once
#include "lang/yaml/node.hpp"

#include <unordered_map>
#include <vector>

namespace wf::lang::yaml {

class MappingBuilder {
public:
    /// `made` carries kind and position. Duplicates are reported into `duplicates`.
    MappingBuilder(Node made, Typing typing, std::vector<DuplicateKey>& duplicates)
        : made_(std::move(made)), typing_(typing), duplicates_(duplicates) {}

    /// Throws Failure for a key that is a list or a mapping.
    void add(Node key, Node value);
    /// `<<: value`; throws Failure unless it is a mapping or a list of mappings.
    void merge(Node value);
    Node finish(Mark end) &&;

private:
    enum class Origin : bool { own, merged };

    void put(Node member, Origin origin);

    Node made_;
    Typing typing_;
    std::vector<DuplicateKey>& duplicates_;
    std::vector<Node> own_;
    std::vector<Node> merged_;
    std::unordered_map<Value, std::size_t> places_;  // used from `index_from` members on
};

}  // namespace wf::lang::yaml
