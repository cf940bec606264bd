#include "lang/check/shapes.hpp"

#include "base/suggest.hpp"
#include "value/python_text.hpp"

#include <cmath>
#include <unordered_map>

namespace wf::lang {
namespace {

// JSON schema tells 1 from true although Python does not. Good enough for lists of texts and
// mappings.
bool same_item(const Value& a, const Value& b) {
    return a.is_bool() == b.is_bool() && a == b;
}

std::string nearest(std::string_view key, std::span<const KeyRule> rules) {
    Suggestion suggestion{key};
    for (const KeyRule& rule : rules) suggestion.consider(rule.key);
    return std::move(suggestion).text();
}

const KeyRule* rule_for(std::string_view key, std::span<const KeyRule> rules) {
    for (const KeyRule& rule : rules) {
        if (rule.key == key) return &rule;
    }
    return nullptr;
}

}  // namespace

bool is_word(std::string_view key) {
    for (const char c : key) {
        const auto byte = static_cast<unsigned char>(c);
        const bool word = byte >= 0x80 || (byte >= '0' && byte <= '9') ||
                          (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                          byte == '_';
        if (!word) return false;
    }
    return !key.empty();
}

std::string shown(const Value& value) {
    constexpr std::size_t length_max = 200;
    // A big value is not printed only to be cut.
    if (value.size() > length_max) return value.is_list() ? "[...]" : "{...}";
    std::string text = python_repr(value);
    if (text.size() <= length_max) return text;
    std::size_t cut = length_max;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
    return text.substr(0, cut) + "...";
}

std::string not_of_type(const Value& value, std::string_view type) {
    return shown(value) + " is not of type '" + std::string{type} + "'";
}

void report_invalid(const Place& at, std::string_view expected, Checker& out) {
    out.schema(
        at,
        shown(at.value()) + " is not valid under any of the given schemas",
        {.hint = "expected " + std::string{expected}}
    );
}

bool is_one_expression(std::string_view text) {
    while (!text.empty() &&
           std::string_view{" \t\n\r\f\v"}.find(text.back()) != std::string_view::npos) {
        text.remove_suffix(1);
    }
    if (text.size() < 4 || text.find('\n') != std::string_view::npos) return false;
    return (text.starts_with("<%") && text.ends_with("%>")) ||
           (text.starts_with("{{") && text.ends_with("}}"));
}

bool is_natural(const Value& value) {
    if (value.kind() == Kind::integer) return value.as_int() >= 0;
    if (value.kind() == Kind::big_integer) return true;
    if (value.kind() != Kind::floating) return false;
    const double number = value.as_double();
    return number >= 0 && std::isfinite(number) && std::floor(number) == number;
}

bool filled_mapping(const Place& at, Checker& out) {
    if (!at.node().is_mapping()) {
        const std::string_view what = at.node().is_list() ? ", not a list" : "";
        out.schema(
            at,
            not_of_type(at.value(), "object"),
            {.hint = "expected 'key: value' members" + std::string{what}}
        );
        return false;
    }
    if (at.node().children.empty()) {
        out.schema(at, "{} does not have enough properties");
        return false;
    }
    return true;
}

void text_keys(const Place& at, Checker& out) {
    for_each_member(at, [&out](const Place& member) {
        if (member.node().key_kind == Kind::string) return;
        const std::string key = python_str(member.node().key);
        out.schema(
            member, "the key " + key + " is not of type 'string'", {.hint = "write it in quotes"}
        );
    });
}

void unique_items(const Place& at, Checker& out) {
    std::unordered_multimap<std::size_t, const Value*> seen;
    for (const yaml::Node& item : at.node().children) {
        const std::size_t hash = hash_value(item.value);
        const auto [begin, end] = seen.equal_range(hash);
        for (auto it = begin; it != end; ++it) {
            if (same_item(*it->second, item.value)) {
                out.schema(at, shown(at.value()) + " has non-unique elements");
                return;
            }
        }
        seen.emplace(hash, &item.value);
    }
}

void check_mapping(
    const Place& at, std::span<const KeyRule> rules, OtherKeys others, Checker& out
) {
    if (!out.validates() || !filled_mapping(at, out)) return;
    text_keys(at, out);
    for_each_member(at, [&](const Place& member) {
        if (member.node().key_kind != Kind::string) return;
        const std::string_view key = member.node().key.as_string();
        if (const KeyRule* rule = rule_for(key, rules)) {
            rule->shape(member, out);
        } else if (others == OtherKeys::refused) {
            out.schema(
                member,
                "Additional properties are not allowed (" + python_repr(key) + " was unexpected)",
                {.suggestion = nearest(key, rules), .rule = "unknown-key"}
            );
        }
    });
    for (const KeyRule& rule : rules) {
        if (rule.presence == Presence::required && at.node().find(rule.key) == nullptr) {
            out.schema(
                at,
                "'" + std::string{rule.key} + "' is a required property",
                {.rule = "missing-key"}
            );
        }
    }
}

void any_value(const Place& at, Checker& out) {
    if (at.node().kind != Kind::datetime) return;
    report_invalid(at, "a JSON value; write a date in quotes", out);
}

void values_of_words(const Place& at, Checker& out) {
    for_each_member(at, [&out](const Place& member) {
        const yaml::Node& node = member.node();
        if (node.key_kind == Kind::string && is_word(node.key.as_string())) any_value(member, out);
    });
}

void text(const Place& at, Checker& out) {
    if (!at.node().is_text()) {
        out.schema(at, not_of_type(at.value(), "string"));
    } else if (at.node().text().empty()) {
        out.schema(at, "'' is too short");
    }
}

void natural_or_expression(const Place& at, Checker& out) {
    const bool good =
        at.node().is_text() ? is_one_expression(at.node().text()) : is_natural(at.value());
    if (!good) report_invalid(at, "an integer of at least 0 or one expression", out);
}

void boolean_or_expression(const Place& at, Checker& out) {
    const bool good =
        at.node().is_text() ? is_one_expression(at.node().text()) : at.value().is_bool();
    if (!good) report_invalid(at, "true, false or one expression", out);
}

void only_expression(const Place& at, Checker& out) {
    if (!at.node().is_text() || !is_one_expression(at.node().text())) {
        report_invalid(at, "one expression, <% … %> or {{ … }}", out);
    }
}

void unique_texts(const Place& at, Checker& out) {
    if (!at.node().is_list()) {
        out.schema(at, not_of_type(at.value(), "array"));
        return;
    }
    if (at.node().children.empty()) out.schema(at, "[] is too short");
    for_each_item(at, [&out](const Place& item) { text(item, out); });
    unique_items(at, out);
}

void text_or_unique_texts(const Place& at, Checker& out) {
    if (at.node().is_text()) {
        text(at, out);
    } else if (at.node().is_list()) {
        unique_texts(at, out);
    } else {
        report_invalid(at, "a text or a list of texts", out);
    }
}

void mapping_of_values(const Place& at, Checker& out) {
    if (!filled_mapping(at, out)) return;
    text_keys(at, out);
    values_of_words(at, out);
}

void version_of_list(const Place& at, Checker& out) {
    const Value& version = at.value();
    if (version.is_string()) return text(at, out);
    const bool number = version.is_number() && !version.is_bool();
    const bool fraction = version.kind() == Kind::floating && version.as_double() >= 0;
    if (!number || !(fraction || is_natural(version)))
        report_invalid(at, "a text or a number of at least 0", out);
}

void mapping_or_text(const Place& at, Checker& out) {
    if (at.node().is_text()) {
        text(at, out);
    } else if (at.node().is_mapping()) {
        mapping_of_values(at, out);
    } else {
        report_invalid(at, "a mapping or one expression that gives a mapping", out);
    }
}

}  // namespace wf::lang
