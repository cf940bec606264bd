// A YAML document as a tree that remembers where everything was written.
#pragma once
#include "base/error.hpp"
#include "lang/yaml.hpp"
#include "value/value.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wf::lang::yaml {

/// Counted from 1, in characters.
struct Mark {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};

struct Node {
    Kind kind = Kind::null;  ///< as written; `value` may be plainer (see Typing)
    Mark mark;
    Mark end;                    ///< just behind the last character
    Value value;                 ///< of the whole subtree
    std::vector<Node> children;  ///< items of a list, members of a mapping

    // Set when the node is a member of a mapping:
    Value key;
    Kind key_kind = Kind::null;
    Mark key_mark;

    bool is_text() const { return kind == Kind::string; }

    bool is_list() const { return kind == Kind::list; }

    bool is_mapping() const { return kind == Kind::dict; }

    std::string_view text() const { return value.as_string(); }

    /// Member of a mapping, nullptr if there is none.
    const Node* find(std::string_view name) const;
};

/// What becomes of values that JSON lacks.
enum class Typing : std::uint8_t {
    python,  // keys keep their type, dates are datetimes: general use
    json,    // keys and dates become text: definitions, whose tree is stored as JSON
};

/// A key written again in the same mapping; the later one counts.
struct DuplicateKey {
    std::string key;
    Mark mark;
};

struct Document {
    Node root;
    std::vector<DuplicateKey> duplicates;
};

/// Why a text is no YAML.
struct Failure {
    ErrorCode code = ErrorCode::definition_invalid;
    std::string problem;
    Mark mark;
};

tl::expected<Document, Failure> compose(
    std::string_view text, Typing typing, const YamlLimits& limits = {}
);

/// What the author of the text has probably overlooked; empty if that cannot be told.
/// `rest_of_line`: the text from the place of the failure on.
std::string_view advice_for(const Failure& failure, std::string_view rest_of_line);

/// "<problem> at 3:7; <advice>", and below it the line of `text` with a caret.
std::string with_snippet(const Failure& failure, std::string_view text);

}  // namespace wf::lang::yaml
