#include "api/testing/pattern.hpp"

#include "base/id.hpp"
#include "base/time.hpp"
#include "value/json.hpp"

namespace wf::api::testing {
namespace {

constexpr std::string_view any_mark = "<any>";
constexpr std::string_view more_mark = "...";  // as a key or last element: there may be others

std::string differs(const Value& pattern, const Value& actual) {
    return ": expected " + to_json(pattern) + ", got " + to_json(actual);
}

/// "<id:flow>" -> "flow" if `text` is such a mark of this kind, "" for "<id>".
bool is_mark(std::string_view text, std::string_view kind, std::string& variable) {
    if (!text.starts_with('<') || !text.ends_with('>')) return false;
    text = text.substr(1, text.size() - 2);
    const std::size_t colon = std::min(text.find(':'), text.size());
    if (text.substr(0, colon) != kind) return false;
    variable = colon == text.size() ? "" : std::string{text.substr(colon + 1)};
    return true;
}

bool is_time(const Value& actual) {
    return actual.is_string() && actual.as_string().size() == 19 &&
           parse_instant(actual.as_string());
}

std::string misfit_of_string(const Value& pattern, const Value& actual, Variables& variables) {
    const std::string expected = substituted(pattern.as_string(), variables);
    std::string variable;
    if (expected == any_mark) return {};
    if (is_mark(expected, "id", variable)) {
        if (!actual.is_string() || !parse_id(actual.as_string())) return differs(pattern, actual);
    } else if (is_mark(expected, "time", variable)) {
        if (!is_time(actual)) return differs(pattern, actual);
    } else if (is_mark(expected, "text", variable)) {
        if (!actual.is_string()) return differs(pattern, actual);
    } else if (!actual.is_string() || !fits_text(expected, actual.as_string())) {
        return differs(Value{expected}, actual);
    }
    if (!variable.empty()) variables[variable] = actual.to_string();
    return {};
}

std::string misfit_of_dict(const Value& pattern, const Value& actual, Variables& variables) {
    if (!actual.is_dict()) return differs(pattern, actual);
    const bool more = pattern.contains(more_mark);
    for (const Member& member : pattern.members()) {
        const std::string key = member.key.to_string();
        if (key == more_mark) continue;
        const Value* found = actual.find(key);
        if (found == nullptr) return "." + key + ": missing";
        if (const std::string wrong = misfit(member.value, *found, variables); !wrong.empty())
            return "." + key + wrong;
    }
    if (more) return {};
    for (const Member& member : actual.members()) {
        if (!pattern.contains(member.key.as_string()))
            return "." + member.key.to_string() + ": not expected, is " + to_json(member.value);
    }
    return {};
}

std::string misfit_of_list(const Value& pattern, const Value& actual, Variables& variables) {
    if (!actual.is_list()) return differs(pattern, actual);
    std::size_t count = pattern.size();
    const bool more = count > 0 && pattern.at(count - 1) == Value{more_mark};
    if (more) --count;
    if (actual.size() < count || (!more && actual.size() != count)) return differs(pattern, actual);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string wrong = misfit(pattern.at(i), actual.at(i), variables);
        if (!wrong.empty()) return "[" + std::to_string(i) + "]" + wrong;
    }
    return {};
}

}  // namespace

std::string substituted(std::string_view text, const Variables& variables) {
    std::string result{text};
    for (const auto& [name, value] : variables) {
        const std::string mark = "<=" + name + ">";
        for (std::size_t at = result.find(mark); at != std::string::npos;
             at = result.find(mark, at)) {
            result.replace(at, mark.size(), value);
            at += value.size();
        }
    }
    return result;
}

bool fits_text(std::string_view pattern, std::string_view text) {
    const std::size_t mark = pattern.find(any_mark);
    if (mark == std::string_view::npos) return pattern == text;
    if (!text.starts_with(pattern.substr(0, mark))) return false;
    const std::string_view rest = pattern.substr(mark + any_mark.size());
    for (std::size_t at = mark; at <= text.size(); ++at) {
        if (fits_text(rest, text.substr(at))) return true;
    }
    return false;
}

std::string misfit(const Value& pattern, const Value& actual, Variables& variables) {
    if (pattern.is_string()) return misfit_of_string(pattern, actual, variables);
    if (pattern.is_dict()) return misfit_of_dict(pattern, actual, variables);
    if (pattern.is_list()) return misfit_of_list(pattern, actual, variables);
    return identical(pattern, actual) ? std::string{} : differs(pattern, actual);
}

std::string misfit_of_body(std::string_view pattern, std::string_view body, Variables& variables) {
    const auto expected = parse_json(pattern);
    if (!expected) {
        const std::string text = substituted(pattern, variables);
        return fits_text(text, body) ? std::string{}
                                     : ": expected '" + text + "', got '" + std::string{body} + "'";
    }
    const auto actual = parse_json(body);
    if (!actual) return ": is no JSON: '" + std::string{body} + "'";
    return misfit(*expected, *actual, variables);
}

}  // namespace wf::api::testing
