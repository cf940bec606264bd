// The shapes that values of a definition may have, and mappings as tables of them. Shapes look at
// form only; they report in the words of the original's schema library.
#pragma once
#include "lang/check/checker.hpp"
#include "lang/check/place.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace wf::lang {

using Shape = void (*)(const Place& at, Checker& out);

enum class Presence : std::uint8_t { optional, required };

struct KeyRule {
    std::string_view key;
    Shape shape;
    Presence presence = Presence::optional;
};

/// What happens to keys that no rule names.
enum class OtherKeys : std::uint8_t { refused, ignored };

/// A mapping with at least one member, each as its rule says.
void check_mapping(const Place& at, std::span<const KeyRule> rules, OtherKeys others, Checker& out);

// Shapes. "or expression": the whole text is one expression.
void any_value(const Place& at, Checker& out);  // that JSON knows: no date
void text(const Place& at, Checker& out);       // not empty
void natural_or_expression(const Place& at, Checker& out);
void boolean_or_expression(const Place& at, Checker& out);
void only_expression(const Place& at, Checker& out);
void unique_texts(const Place& at, Checker& out);  // a list of at least one
void text_or_unique_texts(const Place& at, Checker& out);
void mapping_of_values(const Place& at, Checker& out);  // at least one member, keys are texts
void mapping_or_text(const Place& at, Checker& out);
void version_of_list(
    const Place& at, Checker& out
);  // any text that is not empty, any number from 0

/// True if there is at least one member; reports otherwise, as for a value that is no mapping.
bool filled_mapping(const Place& at, Checker& out);
/// Reports keys that are no texts (`yes:`, `5:`).
void text_keys(const Place& at, Checker& out);
/// Reports members that JSON does not know. As in the original, only keys that are words count.
void values_of_words(const Place& at, Checker& out);
/// Letters, digits and underscores only.
bool is_word(std::string_view key);
/// Reports equal items.
void unique_items(const Place& at, Checker& out);

/// True if the text is nothing but one expression and blanks behind it.
bool is_one_expression(std::string_view text);
/// An integer as JSON schema sees it (2.0 is one, true is none) of at least 0.
bool is_natural(const Value& value);

/// repr() of a value, cut to a readable length.
std::string shown(const Value& value);
/// "5 is not of type 'string'"
std::string not_of_type(const Value& value, std::string_view type);
/// "5 is not valid under any of the given schemas", with what is expected as a hint.
void report_invalid(const Place& at, std::string_view expected, Checker& out);

}  // namespace wf::lang
